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

/** What a reading call says about whose data it reads, and for whom. */
interface ReadInput {
  readonly personId?: string | undefined;
  readonly viewerId?: string | undefined;
  readonly unit?: string | undefined;
  readonly entryId?: string | undefined;
  readonly actor?: Actor | undefined;
}

/** What is recorded beyond reads that name a person. */
export interface Sensitive<Given, Answer> {
  /** Whether a read that names nobody shows people all the same. */
  readonly isSensitive?: (input: Given) => boolean;
  /** Whose data an answer turned out to be. */
  readonly peopleIn?: (answer: Answer) => readonly string[];
}

/**
 * Records who read a person's data before they get it; a sink that fails makes the read fail. What is nobody's by name
 * is recorded where `isSensitive` says so.
 */
export async function auditRead<Given extends ReadInput, Answer>(
  context: LedgerContext,
  name: string,
  input: Given,
  pending: Promise<Answer>,
  { isSensitive, peopleIn }: Sensitive<Given, Answer> = {},
): Promise<Answer> {
  const answer = await pending;
  const { audit } = context;
  const { actor } = input;
  if (audit === null || actor === undefined) return answer;
  const named = input.personId ?? input.viewerId;
  const people: readonly (string | undefined)[] = named === undefined ? (peopleIn?.(answer) ?? []) : [named];
  if (people.length === 0 && isSensitive?.(input) !== true) return answer;
  const at = instantText(toMilliseconds(context.now()));
  const unit = input.unit ?? context.defaultUnit;
  const entry = input.entryId === undefined ? null : { type: 'entry', id: input.entryId };
  const recorded = (people.length === 0 ? [undefined] : people).map((personId) =>
    createAuditEntry({
      id: stableId('ledger-read', name, personId ?? '', entry?.id ?? unit, actor.id, actor.requestId, at),
      at,
      actor,
      action: `ledger.${name}.read`,
      subject: entry ?? (personId === undefined ? { type: 'unit', id: unit } : { type: 'person', id: personId }),
      ...(personId === undefined ? {} : { personId }),
      outcome: isRefusal(answer) ? 'refused' : 'done',
    }),
  );
  await audit.record(recorded);
  return answer;
}

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
}
