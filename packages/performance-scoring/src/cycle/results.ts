import { invalidInput, reject } from '@meritkit/core/errors';
import type { CycleCommand } from './command.ts';
import type { ReviewCycle, ReviewResult } from './cycle.ts';
import { type DecideInput, type Step, wrongStage } from './step.ts';

export function recordScore(
  cycle: ReviewCycle,
  command: Extract<CycleCommand, { kind: 'record-score' }>,
  actorId: string,
): Step {
  const { personId, value, coverage, explanationHash } = command;
  if (!Number.isFinite(value) || !(coverage > 0 && coverage <= 1)) {
    throw invalidInput(
      'performance/invalid-cycle',
      ['command', 'value'],
      'a score is a number with a coverage above 0',
    );
  }
  const closed = refuseInput(cycle, personId);
  if (closed !== undefined) return closed;
  if (cycle.stage !== 'manager') return wrongStage(cycle, ['manager']);
  const before = cycle.results.find((other) => other.personId === personId);
  const result: ReviewResult = {
    personId,
    proposed: value,
    current: value,
    coverage,
    explanationHash,
    status: 'proposed',
    confirmedBy: null,
    overrides: [],
    tookPart: withActor(before, actorId),
  };
  const results = [...cycle.results.filter((other) => other.personId !== personId), result];
  const unscored = cycle.unscored.filter((other) => other.personId !== personId);
  return { ok: true, change: { results, unscored }, data: { personId, value, coverage, explanationHash } };
}

/** A score that stood goes, as one does that is recorded anew; the log keeps it. */
export function leaveUnscored(
  cycle: ReviewCycle,
  command: Extract<CycleCommand, { kind: 'leave-unscored' }>,
  input: DecideInput,
): Step {
  const { personId, reason } = command;
  const closed = refuseInput(cycle, personId);
  if (closed !== undefined) return closed;
  if (input.actorId === personId) return reject('performance/own-result', { personId });
  if (reason.trim() === '') return reject('performance/reason-required', { command: 'leave-unscored' as const });
  const left = { personId, by: input.actorId, at: input.at, reasonId: input.newId };
  const results = cycle.results.filter((other) => other.personId !== personId);
  const unscored = [...cycle.unscored.filter((other) => other.personId !== personId), left];
  return { ok: true, change: { results, unscored }, data: { personId }, about: personId, reason };
}

/** Participants with neither a score nor a reason why they get none. */
export function waitingForScore({ participants, results, unscored }: ReviewCycle): readonly string[] {
  const settled = new Set([...results, ...unscored].map(({ personId }) => personId));
  return participants.filter((personId) => !settled.has(personId));
}

function refuseInput(cycle: ReviewCycle, personId: string): Step | undefined {
  const { stage, inputsHash } = cycle;
  if (inputsHash !== null) return reject('performance/inputs-locked', { stage, inputsHash });
  return cycle.participants.includes(personId) ? undefined : reject('performance/unknown-person', { personId });
}

export function confirm(
  cycle: ReviewCycle,
  command: Extract<CycleCommand, { kind: 'confirm' }>,
  actorId: string,
): Step {
  const { personId } = command;
  if (cycle.stage !== 'calibration') return wrongStage(cycle, ['calibration']);
  const result = cycle.results.find((candidate) => candidate.personId === personId);
  if (result === undefined) return reject('performance/no-result', { personId });
  if (result.confirmedBy !== null) return reject('performance/already-confirmed', { personId, by: result.confirmedBy });
  if (actorId === personId) return reject('performance/own-result', { personId });
  if (hasChanged(result, command.seen)) return changedMeanwhile(result, command.seen);
  const tookPart = withActor(result, actorId);
  const results = replaceResult(cycle, { ...result, status: 'confirmed', confirmedBy: actorId, tookPart });
  return { ok: true, change: { results }, data: { personId, value: result.current } };
}

export function override(
  cycle: ReviewCycle,
  command: Extract<CycleCommand, { kind: 'override' }>,
  input: DecideInput,
): Step {
  const { personId, value, reason } = command;
  if (!Number.isFinite(value))
    throw invalidInput('performance/invalid-cycle', ['command', 'value'], 'a score is a number');
  if (cycle.stage !== 'calibration') return wrongStage(cycle, ['calibration']);
  const result = cycle.results.find((candidate) => candidate.personId === personId);
  if (result === undefined) return reject('performance/no-result', { personId });
  if (input.actorId === personId) return reject('performance/own-result', { personId });
  if (hasChanged(result, command.seen)) return changedMeanwhile(result, command.seen);
  if (reason.trim() === '') return reject('performance/reason-required', { command: 'override' as const });
  const changed = { ...overridden(result, value, input), status: 'proposed' as const, confirmedBy: null };
  const data = { personId, from: result.current, to: value };
  return { ok: true, change: { results: replaceResult(cycle, changed) }, data, about: personId, reason };
}

/** A new value over the old; the first proposal and every step stay. */
export function overridden(result: ReviewResult, to: number, input: DecideInput): ReviewResult {
  const step = { from: result.current, to, by: input.actorId, at: input.at, reasonId: input.newId };
  return {
    ...result,
    current: to,
    overrides: [...result.overrides, step],
    tookPart: withActor(result, input.actorId),
  };
}

/** Nobody judges their own cause: neither the person, nor whoever took part in the result or judged it before. */
export function mayNotJudge(cycle: ReviewCycle, personId: string): readonly string[] {
  const own = (item: { readonly personId: string }) => item.personId === personId;
  const involved = [
    ...cycle.results.filter(own).flatMap((result) => result.tookPart),
    ...cycle.unscored.filter(own).map((left) => left.by),
    ...cycle.appeals.filter(own).flatMap((appeal) => appeal.decidedBy ?? []),
  ];
  return [...new Set([personId, ...involved])];
}

function withActor(result: ReviewResult | undefined, actorId: string): readonly string[] {
  return [...new Set([...(result?.tookPart ?? []), actorId])];
}

function hasChanged(result: ReviewResult, seen: number | undefined): seen is number {
  return seen !== undefined && seen !== result.current;
}

function changedMeanwhile({ personId, current }: ReviewResult, seen: number): Step {
  return reject('performance/result-changed', { personId, seen, current });
}

export function replaceResult(cycle: ReviewCycle, result: ReviewResult): readonly ReviewResult[] {
  return cycle.results.map((other) => (other.personId === result.personId ? result : other));
}
