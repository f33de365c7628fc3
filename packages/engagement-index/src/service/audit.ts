import { createAuditEntry } from '@meritkit/core/audit';
import type { Actor } from '@meritkit/core/ports';
import { isErasedPerson } from '../erasure/placeholder.ts';
import type { EngagementContext } from './context.ts';

/** What was done or read, by whom, and whose data it was. */
export interface Recorded {
  readonly actor: Actor;
  /** Such as `award.vote` or `person.read`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** The people whose data it was. */
  readonly people?: readonly string[];
}

/**
 * Records a write or a read of people's data: a line for each person, so that everybody finds who saw or changed what is
 * theirs, and one line where it was nobody's. Answers to a survey never come here.
 */
export async function record(context: EngagementContext, recorded: Recorded): Promise<void> {
  if (context.audit === undefined) return;
  const { actor, action, subject } = recorded;
  const people = [...new Set(recorded.people ?? [])].filter((personId) => !isErasedPerson(personId));
  const line = (whose: { readonly personId?: string }) =>
    createAuditEntry({
      id: context.ids(),
      at: context.now(),
      actor,
      action: `engagement.${action}`,
      subject,
      ...whose,
      outcome: 'done',
    });
  await context.audit.record(people.length === 0 ? [line({})] : people.map((personId) => line({ personId })));
}
