import { createAuditEntry } from '@meritkit/core/audit';
import { KeyConflictError } from '@meritkit/core/errors';
import { stableId } from '@meritkit/core/hash';
import type { Actor } from '@meritkit/core/ports';
import { isErasedPerson } from '../erasure/placeholder.ts';
import type { EngagementContext } from './context.ts';

/** What was done, read or refused, by whom, and whose data it was. */
export interface Recorded {
  readonly actor: Actor;
  /** Such as `award.vote` or `person.read`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  /** The people whose data it was. */
  readonly people?: readonly string[];
  readonly isRefused?: boolean;
  /** Why it was refused. */
  readonly code?: string;
}

/**
 * Records a write, a refusal or a read of people's data: a line for each person, so that everybody finds who saw or changed
 * what is theirs, and one line where it was nobody's. Answers to a survey never come here.
 */
export async function record(
  context: EngagementContext,
  recorded: Recorded,
  idOf: (line: number) => string = () => context.ids(),
): Promise<void> {
  if (context.audit === undefined) return;
  const { actor, action, subject, isRefused: wasRefused = false, code } = recorded;
  const people: readonly (string | null)[] = [...new Set(recorded.people ?? [])];
  const lines = (people.length === 0 ? [null] : people).map((personId, line) =>
    createAuditEntry({
      id: idOf(line),
      at: context.now(),
      actor,
      action: `engagement.${action}`,
      subject,
      ...(personId === null || isErasedPerson(personId) ? {} : { personId }),
      outcome: wasRefused ? 'refused' : 'done',
      ...(code === undefined ? {} : { details: { code } }),
    }),
  );
  await context.audit.record(lines);
}

/**
 * Records what the command of a key did, once however often it comes: a sink that failed after the commit has made the call
 * fail, and the same call again is recorded. The lines' ids follow from the key and name nobody.
 */
export async function recordAgain(context: EngagementContext, key: string, recorded: Recorded): Promise<void> {
  try {
    await record(context, recorded, (line) => stableId('engagement-audit', key, String(line)));
  } catch (error) {
    // Other content under the same ids: the first call was recorded, at its own time.
    if (!KeyConflictError.isInstance(error)) throw error;
  }
}

/** Whether an answer is a refusal. */
export function isRefused(answer: object): boolean {
  return 'ok' in answer && answer.ok === false;
}
