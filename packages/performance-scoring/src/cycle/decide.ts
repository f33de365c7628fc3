import { parseInstant, readPeriod } from '@meritkit/core/dates';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson, type JsonObject } from '@meritkit/core/json';
import type { CycleCommand } from './command.ts';
import { type CycleStage, nextStage, type ReviewCycle, type ReviewResult } from './cycle.ts';
import { chainEntry, commitmentOf, emptyLogHash, type LogEntry, type LogText } from './log.ts';

/** Why a command is refused. */
export type CycleRejection =
  | Rejection<'performance/cycle-exists', { readonly cycleId: string }>
  | Rejection<'performance/unknown-cycle', { readonly cycleId: string }>
  | Rejection<'performance/wrong-stage', { readonly stage: CycleStage; readonly allowed: readonly CycleStage[] }>
  | Rejection<'performance/unknown-person', { readonly personId: string }>
  | Rejection<'performance/no-result', { readonly personId: string }>
  | Rejection<'performance/inputs-locked', { readonly stage: CycleStage; readonly inputsHash: string }>
  | Rejection<'performance/unconfirmed-results', { readonly personIds: readonly string[] }>
  | Rejection<'performance/open-appeals', { readonly appealIds: readonly string[] }>
  | Rejection<'performance/already-confirmed', { readonly personId: string; readonly by: string }>
  | Rejection<'performance/own-result', { readonly personId: string }>
  | Rejection<'performance/not-own-result', { readonly personId: string; readonly actorId: string }>
  | Rejection<'performance/reason-required', { readonly command: CycleCommand['kind'] }>
  | Rejection<'performance/appeal-after-close', { readonly cycleId: string }>
  | Rejection<'performance/appeal-open', { readonly appealId: string }>
  | Rejection<'performance/unknown-appeal', { readonly appealId: string }>
  | Rejection<'performance/appeal-decided', { readonly appealId: string; readonly by: string }>
  | Rejection<'performance/judge-in-own-cause', { readonly appealId: string; readonly actorId: string }>;

/** What a command changed. */
export interface CycleDecision {
  readonly cycle: ReviewCycle;
  readonly entry: LogEntry;
  /** The reason, where one was given. */
  readonly text: LogText | null;
}

/** Everything a decision rests on: nothing is read from a clock or from chance. */
export interface DecideInput {
  /** Null where no such cycle exists yet. */
  readonly cycle: ReviewCycle | null;
  readonly cycleId: string;
  readonly command: CycleCommand;
  readonly actorId: string;
  /** Instant with offset. */
  readonly at: string;
  /** Unpredictable: names and salts the reason. */
  readonly newId: string;
  readonly salt: string;
}

type Step =
  | {
      readonly ok: true;
      readonly change: Partial<ReviewCycle>;
      readonly data: JsonObject;
      readonly about?: string;
      readonly reason?: string;
    }
  | { readonly ok: false; readonly rejection: CycleRejection };

/**
 * Decides one command on a review cycle: stages in order, inputs locked at calibration, results confirmed by name,
 * overrides and appeals with reasons, nobody in their own cause. Every change is one entry of a hash-chained log.
 *
 * @throws InvalidInputError `performance/invalid-cycle` for an opening without people or a score that is not a number;
 * core's `core/not-an-instant` and `core/empty-period`
 * @example
 * ```ts
 * import { decideCycle } from '@meritkit/performance-scoring';
 *
 * const decided = decideCycle({
 *   cycle: null, cycleId: 'q4', actorId: 'hr', at: '2026-10-01T09:00:00+08:00', newId: 'id-1', salt: 'id-2',
 *   command: { kind: 'open', cycleKind: 'quarterly', period: { start: '2026-10-01', end: '2027-01-01' }, participants: ['lin'] },
 * });
 * decided.ok && [decided.cycle.stage, decided.entry.action]; // ['goals-agreed', 'open']
 * ```
 */
export function decideCycle(input: DecideInput): Outcome<CycleDecision, CycleRejection> {
  const { command, cycleId, actorId, at } = input;
  parseInstant(at, ['at']);
  if (command.kind === 'open') return openCycle(input, command);
  if (input.cycle === null) return reject('performance/unknown-cycle', { cycleId });
  const cycle = input.cycle;
  const step = stepOf(cycle, command, input);
  if (!step.ok) return step;
  return record(cycle, step, { cycleId, actorId, at, action: command.kind, newId: input.newId, salt: input.salt });
}

function openCycle(
  input: DecideInput,
  command: Extract<CycleCommand, { kind: 'open' }>,
): Outcome<CycleDecision, CycleRejection> {
  const { cycleId, actorId, at } = input;
  if (input.cycle !== null) return reject('performance/cycle-exists', { cycleId });
  const period = readPeriod(command.period, ['period']);
  const participants = [...new Set(command.participants)];
  const named = participants.length > 0 && !participants.includes('');
  if (!named || participants.length !== command.participants.length) {
    throw invalidInput('performance/invalid-cycle', ['participants'], 'at least one person, each once');
  }
  const cycle: ReviewCycle = {
    schemaVersion: 1,
    id: cycleId,
    kind: command.cycleKind,
    period: { start: period.start, end: period.end },
    stage: 'goals-agreed',
    participants,
    inputsHash: null,
    results: [],
    appeals: [],
    log: { length: 0, hash: emptyLogHash },
  };
  const data = { kind: command.cycleKind, period: cycle.period, participants };
  const step: Step = { ok: true, change: {}, data };
  return record(cycle, step, { cycleId, actorId, at, action: 'open', newId: input.newId, salt: input.salt });
}

/** Writes the step down: the reason under its commitment, the entry chained, the cycle pointing at it. */
function record(
  cycle: ReviewCycle,
  step: Extract<Step, { ok: true }>,
  by: {
    readonly cycleId: string;
    readonly actorId: string;
    readonly at: string;
    readonly action: string;
    readonly newId: string;
    readonly salt: string;
  },
): Outcome<CycleDecision, CycleRejection> {
  const { newId, salt, cycleId, ...rest } = by;
  const text: LogText | null =
    step.reason === undefined
      ? null
      : { id: newId, cycleId, personId: step.about ?? by.actorId, salt, text: step.reason };
  const data = text === null ? step.data : { ...step.data, textId: text.id, commitment: commitmentOf(text) };
  const changed = { ...cycle, ...step.change };
  const entry = chainEntry({ cycle: changed, ...rest, data });
  const log = { length: entry.index + 1, hash: entry.hash };
  return { ok: true, cycle: { ...changed, log }, entry, text };
}

function stepOf(cycle: ReviewCycle, command: Exclude<CycleCommand, { kind: 'open' }>, input: DecideInput): Step {
  switch (command.kind) {
    case 'advance':
      return advance(cycle);
    case 'record-score':
      return recordScore(cycle, command);
    case 'confirm':
      return confirm(cycle, command.personId, input.actorId);
    case 'override':
      return override(cycle, command, input);
    case 'appeal':
      return appeal(cycle, command, input);
    case 'decide-appeal':
      return decideAppeal(cycle, command, input);
  }
}

function advance(cycle: ReviewCycle): Step {
  const stage = nextStage(cycle.kind, cycle.stage);
  if (stage === null) return wrongStage(cycle, []);
  if (stage === 'shared') {
    const open = cycle.results.filter((result) => result.status === 'proposed').map((result) => result.personId);
    if (open.length > 0) return reject('performance/unconfirmed-results', { personIds: open });
  }
  if (stage === 'closed') {
    const open = cycle.appeals.filter((item) => item.status === 'open').map((item) => item.id);
    if (open.length > 0) return reject('performance/open-appeals', { appealIds: open });
  }
  const inputsHash = stage === 'calibration' ? sha256Hex(canonicalJson(cycle.results)) : cycle.inputsHash;
  return { ok: true, change: { stage, inputsHash }, data: { from: cycle.stage, to: stage, inputsHash } };
}

function recordScore(cycle: ReviewCycle, command: Extract<CycleCommand, { kind: 'record-score' }>): Step {
  const { personId, value, coverage, explanationHash } = command;
  if (!Number.isFinite(value) || !(coverage > 0 && coverage <= 1)) {
    throw invalidInput(
      'performance/invalid-cycle',
      ['command', 'value'],
      'a score is a number with a coverage above 0',
    );
  }
  if (cycle.inputsHash !== null)
    return reject('performance/inputs-locked', { stage: cycle.stage, inputsHash: cycle.inputsHash });
  if (cycle.stage !== 'manager') return wrongStage(cycle, ['manager']);
  if (!cycle.participants.includes(personId)) return reject('performance/unknown-person', { personId });
  const result: ReviewResult = {
    personId,
    proposed: value,
    current: value,
    coverage,
    explanationHash,
    status: 'proposed',
    confirmedBy: null,
    overrides: [],
  };
  const results = [...cycle.results.filter((other) => other.personId !== personId), result];
  return { ok: true, change: { results }, data: { personId, value, coverage, explanationHash } };
}

function confirm(cycle: ReviewCycle, personId: string, actorId: string): Step {
  if (cycle.stage !== 'calibration') return wrongStage(cycle, ['calibration']);
  const result = cycle.results.find((candidate) => candidate.personId === personId);
  if (result === undefined) return reject('performance/no-result', { personId });
  if (result.confirmedBy !== null) return reject('performance/already-confirmed', { personId, by: result.confirmedBy });
  if (actorId === personId) return reject('performance/own-result', { personId });
  const results = replaceResult(cycle, { ...result, status: 'confirmed', confirmedBy: actorId });
  return { ok: true, change: { results }, data: { personId, value: result.current } };
}

function override(cycle: ReviewCycle, command: Extract<CycleCommand, { kind: 'override' }>, input: DecideInput): Step {
  const { personId, value, reason } = command;
  if (!Number.isFinite(value))
    throw invalidInput('performance/invalid-cycle', ['command', 'value'], 'a score is a number');
  if (cycle.stage !== 'calibration') return wrongStage(cycle, ['calibration']);
  const result = cycle.results.find((candidate) => candidate.personId === personId);
  if (result === undefined) return reject('performance/no-result', { personId });
  if (input.actorId === personId) return reject('performance/own-result', { personId });
  if (reason.trim() === '') return reject('performance/reason-required', { command: 'override' as const });
  const changed = { ...overridden(result, value, input), status: 'proposed' as const, confirmedBy: null };
  const data = { personId, from: result.current, to: value };
  return { ok: true, change: { results: replaceResult(cycle, changed) }, data, about: personId, reason };
}

function appeal(cycle: ReviewCycle, command: Extract<CycleCommand, { kind: 'appeal' }>, input: DecideInput): Step {
  const { personId, reason } = command;
  if (cycle.stage === 'closed') return reject('performance/appeal-after-close', { cycleId: cycle.id });
  if (cycle.stage !== 'shared' && cycle.stage !== 'appeal') return wrongStage(cycle, ['shared', 'appeal']);
  if (input.actorId !== personId) return reject('performance/not-own-result', { personId, actorId: input.actorId });
  if (!cycle.results.some((result) => result.personId === personId))
    return reject('performance/no-result', { personId });
  const open = cycle.appeals.find((item) => item.personId === personId && item.status === 'open');
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

function decideAppeal(
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
  const result = cycle.results.find((candidate) => candidate.personId === found.personId)!;
  const involved = [found.personId, result.confirmedBy, ...result.overrides.map((item) => item.by)];
  if (involved.includes(actorId)) return reject('performance/judge-in-own-cause', { appealId, actorId });
  if (reason.trim() === '') return reject('performance/reason-required', { command: 'decide-appeal' as const });
  const decided = { ...found, status: decision, decidedBy: actorId, decisionReasonId: input.newId };
  const appeals = cycle.appeals.map((item) => (item.id === appealId ? decided : item));
  const changes = decision === 'upheld' && value !== undefined;
  const results = changes ? replaceResult(cycle, overridden(result, value, input)) : cycle.results;
  const data = { appealId, decision, ...(changes ? { from: result.current, to: value } : {}) };
  return { ok: true, change: { appeals, results }, data, about: found.personId, reason };
}

/** A new value over the old; the first proposal and every step stay. */
function overridden(result: ReviewResult, to: number, input: DecideInput): ReviewResult {
  const step = { from: result.current, to, by: input.actorId, at: input.at, reasonId: input.newId };
  return { ...result, current: to, overrides: [...result.overrides, step] };
}

function replaceResult(cycle: ReviewCycle, result: ReviewResult): readonly ReviewResult[] {
  return cycle.results.map((other) => (other.personId === result.personId ? result : other));
}

function wrongStage(cycle: ReviewCycle, allowed: readonly CycleStage[]): Step {
  return reject('performance/wrong-stage', { stage: cycle.stage, allowed });
}
