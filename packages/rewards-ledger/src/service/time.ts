import { parseInstant } from '@meritkit/core/dates';

/** A clock's answer in milliseconds: an instant, or milliseconds already. */
export function toMilliseconds(now: string | number): number {
  return typeof now === 'number' ? now : parseInstant(now, ['now']);
}
