import { invalidInput, reject } from '@meritkit/core/errors';
import type { CycleCommand } from './command.ts';
import type { ReviewCycle } from './cycle.ts';
import { mayNotJudge, overridden, replaceResult } from './results.ts';
import { type DecideInput, type Step, wrongStage } from './step.ts';

export function appeal(
  cycle: ReviewCycle,
  command: Extract<CycleCommand, { kind: 'appeal' }>,
  input: DecideInput,
): Step {
  const { personId, reason } = command;
  if (cycle.stage === 'closed') return reject('performance/appeal-after-close', { cycleId: cycle.id });
  if (cycle.stage !== 'shared' && cycle.stage !== 'appeal') return wrongStage(cycle, ['shared', 'appeal']);
  if (input.actorId !== personId) return reject('performance/not-own-result', { personId, actorId: input.actorId });
  const own = (item: { readonly personId: string }) => item.personId === personId;
  if (!cycle.results.some(own) && !cycle.unscored.some(own)) return reject('performance/no-result', { personId });
  const open = cycle.appeals.find((item) => own(item) && item.status === 'open');
  if (open !== undefined) return reject('performance/appeal-open', { appealId: open.id });
  if (reason.trim() === '') return reject('performance/reason-required', { command: 'appeal' as const });
  const made = {
    id: `${cycle.id}/appeal-${cycle.appeals.length + 1}`,
    personId,
    at: input.at,
    reasonId: input.newId,
    status: 'open' as const,
    decidedBy: null,
    decisionReasonId: null,
  };
  return {
    ok: true,
    change: { appeals: [...cycle.appeals, made] },
    data: { appealId: made.id, personId },
    about: personId,
    reason,
  };
}

export function decideAppeal(
  cycle: ReviewCycle,
  command: Extract<CycleCommand, { kind: 'decide-appeal' }>,
  input: DecideInput,
): Step {
  const { appealId, decision, reason, value } = command;
  const { actorId } = input;
  if (value !== undefined && !Number.isFinite(value))
    throw invalidInput('performance/invalid-cycle', ['command', 'value'], 'a score is a number');
  const found = cycle.appeals.find((item) => item.id === appealId);
  if (found === undefined) return reject('performance/unknown-appeal', { appealId });
  if (found.decidedBy !== null) return reject('performance/appeal-decided', { appealId, by: found.decidedBy });
  const { personId } = found;
  if (mayNotJudge(cycle, personId).includes(actorId))
    return reject('performance/judge-in-own-cause', { appealId, actorId });
  if (reason.trim() === '') return reject('performance/reason-required', { command: 'decide-appeal' as const });
  const decided = { ...found, status: decision, decidedBy: actorId, decisionReasonId: input.newId };
  const appeals = cycle.appeals.map((item) => (item.id === appealId ? decided : item));
  const data = { appealId, personId, decision };
  const words = { about: personId, reason };
  if (decision === 'rejected' || value === undefined) return { ok: true, change: { appeals }, data, ...words };
  const result = cycle.results.find((candidate) => candidate.personId === personId);
  // Who was left without a score has none to change: where they are right, they are scored in a cycle of their own.
  if (result === undefined) return reject('performance/no-result', { personId });
  const results = replaceResult(cycle, overridden(result, value, input));
  return { ok: true, change: { appeals, results }, data: { ...data, from: result.current, to: value }, ...words };
}
