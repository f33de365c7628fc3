import { reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';

/**
 * The one rule of own acts. A vote, an entry, a need, an offer to help, a confirmation and a check-in are a person's own:
 * the actor is that person, or an assistant that acts on their behalf. Whoever acts on behalf of somebody acts as them,
 * and no longer as themselves. The host's own systems (a desk where entries are handed in) are named in `systemActors`;
 * they act for anybody.
 */
export function mayActAs(
  context: { readonly systemActors?: readonly string[] },
  actor: Actor,
  ...people: readonly string[]
): boolean {
  return people.includes(actor.onBehalfOf ?? actor.id) || context.systemActors?.includes(actor.id) === true;
}

/** The refusal of an act that is somebody else's. */
export function notOwnAct(personId: string) {
  return reject('engagement/not-own-act', { personId });
}
