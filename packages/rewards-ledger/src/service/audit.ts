import { type AuditSinkV1, createAuditEntry } from '@meritkit/core/audit';
import { instantText } from '@meritkit/core/dates';
import type { Outcome } from '@meritkit/core/errors';
import { stableId } from '@meritkit/core/hash';
import type { Actor } from '@meritkit/core/ports';
import type { LedgerContext } from './context.ts';
import type { Operation, Written } from './operation.ts';
import { toMilliseconds } from './time.ts';

/**
 * Records a call with its actor once its outcome is known. A sink that fails makes the call fail after its commit: the
 * same call with the same key then gets the same answer and is recorded.
 */
export async function auditAnswer(
  context: LedgerContext,
  sink: AuditSinkV1,
  operation: Operation,
  actor: Actor,
  pending: Promise<Outcome<Written>>,
): Promise<Outcome<Written>> {
  const answer = await pending;
  const at = instantText(toMilliseconds(context.now()));
  const subject = answer.ok ? (answer.entryId ?? operation.key) : operation.key;
  await sink.record([
    createAuditEntry({
      id: stableId('ledger', operation.name, operation.key, actor.requestId, at),
      at,
      actor,
      action: `ledger.${operation.name}`,
      subject: { type: answer.ok && answer.entryId !== null ? 'entry' : 'request', id: subject },
      ...(operation.owner?.kind === 'person' ? { personId: operation.owner.id } : {}),
      outcome: answer.ok ? 'done' : 'refused',
      ...(answer.ok ? {} : { details: { code: answer.rejection.code } }),
    }),
  ]);
  return answer;
}
