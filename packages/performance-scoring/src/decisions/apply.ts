import { allocate, decimalText, type Money, roundDecimal, toDecimal } from '@meritkit/core/decimal';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type Explanation, given } from '@meritkit/core/explanation';

/** A confirmed result of one cycle. */
export interface CycleResult {
  readonly cycleId: string;
  readonly bandId: string;
  readonly status: 'proposed' | 'confirmed';
  /** Points by metric. */
  readonly metricScores: Readonly<Record<string, number>>;
}

/** A person whose results may be used, oldest cycle first. */
export interface DecisionInput {
  readonly personId: string;
  readonly results: readonly CycleResult[];
  readonly salary?: Money;
  /** Middle of the pay range, in the salary's currency. */
  readonly rangeMidpoint?: string;
  /** Whether the next level's requirements are met, as the growth path says. */
  readonly readyForNextLevel?: boolean;
}

/** How results may be used. */
export interface DecisionPolicy {
  /** Confirmed cycles that are needed; at least 2. */
  readonly minimumCycles: number;
  /** Metrics that the latest result rests on; at least 2. */
  readonly minimumMetrics: number;
  readonly pay?: {
    /** Columns by position in the range (salary / midpoint): where each begins, ascending from "0". */
    readonly positions: readonly string[];
    /** Percent by band and position, as decimal text. */
    readonly percent: Readonly<Record<string, readonly string[]>>;
    /** Increases together are at most this; scaled down in proportion, to the cent. */
    readonly budget?: Money;
  };
  readonly promotion?: { readonly bandIds: readonly string[]; readonly cycles: number };
  readonly training?: { readonly below: number; readonly cycles: number };
}

/** What is proposed for a person. */
export interface ProposedDecision {
  readonly personId: string;
  readonly pay?: {
    readonly increase: Money;
    readonly percent: string;
    /** Salary as a share of the range's midpoint, four decimals. */
    readonly comparatio: string;
    readonly scaledByBudget: boolean;
  };
  readonly promotion?: { readonly discuss: boolean; readonly lacks: readonly ('bands' | 'readiness')[] };
  readonly training: readonly { readonly metricId: string; readonly scores: readonly number[] }[];
  readonly explanation: Explanation;
}

/** Why a person's results are not used. */
export type DecisionRejection =
  | Rejection<
      'performance/single-result',
      { readonly personId: string; readonly cycles: number; readonly needed: number }
    >
  | Rejection<
      'performance/single-metric',
      { readonly personId: string; readonly metrics: number; readonly needed: number }
    >;

/**
 * What confirmed results may lead to: a pay increase from the matrix, a talk about promotion, training. Never on one
 * cycle and never on one metric alone; what is only proposed does not count at all.
 *
 * @throws InvalidInputError `performance/invalid-decision-policy` for minimums below 2, a matrix with holes or positions
 * that do not ascend from 0; core's `core/mixed-currencies` where the budget's currency is another
 */
export function applyResults(options: {
  readonly people: readonly DecisionInput[];
  readonly policy: DecisionPolicy;
}): readonly Outcome<ProposedDecision, DecisionRejection>[] {
  const { people, policy } = options;
  checkPolicy(policy);
  const drafts = people.map((person) => draftOf(person, policy));
  const budget = policy.pay?.budget;
  return budget === undefined ? drafts : withinBudget(drafts, budget);
}

function draftOf(person: DecisionInput, policy: DecisionPolicy): Outcome<ProposedDecision, DecisionRejection> {
  const { personId } = person;
  const confirmed = person.results.filter((result) => result.status === 'confirmed');
  const cycles = new Set(confirmed.map((result) => result.cycleId)).size;
  if (cycles < policy.minimumCycles) {
    return reject('performance/single-result', { personId, cycles, needed: policy.minimumCycles });
  }
  const latest = confirmed.at(-1)!;
  const metrics = Object.keys(latest.metricScores).length;
  if (metrics < policy.minimumMetrics) {
    return reject('performance/single-metric', { personId, metrics, needed: policy.minimumMetrics });
  }
  const pay = policy.pay === undefined ? undefined : payOf(person, latest, policy.pay);
  const promotion = policy.promotion === undefined ? undefined : promotionOf(person, confirmed, policy.promotion);
  return {
    ok: true,
    personId,
    ...(pay === undefined ? {} : { pay }),
    ...(promotion === undefined ? {} : { promotion }),
    training: policy.training === undefined ? [] : trainingOf(confirmed, policy.training),
    explanation: explanationOf(personId, confirmed, pay),
  };
}

function payOf(
  person: DecisionInput,
  latest: CycleResult,
  pay: NonNullable<DecisionPolicy['pay']>,
): ProposedDecision['pay'] {
  if (person.salary === undefined || person.rangeMidpoint === undefined) return undefined;
  const row = pay.percent[latest.bandId];
  if (row === undefined) {
    throw invalidInput(
      'performance/invalid-decision-policy',
      ['policy', 'pay', 'percent'],
      `no row for band "${latest.bandId}"`,
    );
  }
  const salary = toDecimal(person.salary.amount, [person.personId, 'salary']);
  const position = salary.div(toDecimal(person.rangeMidpoint, [person.personId, 'rangeMidpoint']));
  const column = pay.positions.findLastIndex((from) => position.gte(from));
  const percent = row[column]!;
  const increase = roundDecimal({ value: salary.times(percent).div(100), decimals: 2, mode: 'half-even' });
  return {
    increase: { amount: decimalText(increase, 2), currency: person.salary.currency },
    percent,
    comparatio: decimalText(roundDecimal({ value: position, decimals: 4, mode: 'half-even' }), 4),
    scaledByBudget: false,
  };
}

function promotionOf(
  person: DecisionInput,
  confirmed: readonly CycleResult[],
  rule: NonNullable<DecisionPolicy['promotion']>,
): NonNullable<ProposedDecision['promotion']> {
  const recent = confirmed.slice(-rule.cycles);
  const high = recent.length === rule.cycles && recent.every((result) => rule.bandIds.includes(result.bandId));
  const lacks = [
    ...(high ? [] : (['bands'] as const)),
    ...(person.readyForNextLevel === true ? [] : (['readiness'] as const)),
  ];
  return { discuss: lacks.length === 0, lacks };
}

/** Metrics that stayed below the line in each of the last cycles. */
function trainingOf(
  confirmed: readonly CycleResult[],
  rule: NonNullable<DecisionPolicy['training']>,
): ProposedDecision['training'] {
  const recent = confirmed.slice(-rule.cycles);
  if (recent.length < rule.cycles) return [];
  return Object.keys(recent.at(-1)?.metricScores ?? {}).flatMap((metricId) => {
    const scores = recent.flatMap((result) => result.metricScores[metricId] ?? []);
    return scores.length === rule.cycles && scores.every((score) => score < rule.below) ? [{ metricId, scores }] : [];
  });
}

function explanationOf(personId: string, confirmed: readonly CycleResult[], pay: ProposedDecision['pay']): Explanation {
  const bands = confirmed.map((result) => given({ key: result.cycleId, value: result.bandId }));
  return {
    ...given({
      key: `decision:${personId}`,
      label: { en: 'Proposed increase', 'zh-CN': '建议调薪' },
      value: pay?.increase.amount ?? null,
    }),
    ...(pay === undefined ? { unknown: { reason: 'no-salary-given' } } : { unit: pay.increase.currency }),
    children: bands,
  };
}

/** Scales the increases down to a budget in proportion, exactly: they then add up to it to the cent. */
function withinBudget(
  drafts: readonly Outcome<ProposedDecision, DecisionRejection>[],
  budget: Money,
): readonly Outcome<ProposedDecision, DecisionRejection>[] {
  const paid = drafts.flatMap((draft, index) =>
    draft.ok && draft.pay !== undefined ? [{ index, pay: draft.pay }] : [],
  );
  for (const { index, pay } of paid) {
    if (pay.increase.currency !== budget.currency) {
      throw invalidInput(
        'core/mixed-currencies',
        ['people', index, 'salary', 'currency'],
        `the budget is in ${budget.currency}`,
      );
    }
  }
  const total = paid.reduce((sum, { pay }) => sum.plus(pay.increase.amount), toDecimal(0));
  if (total.lte(toDecimal(budget.amount, ['policy', 'pay', 'budget']))) return drafts;
  const parts = allocate({ total: budget.amount, weights: paid.map(({ pay }) => pay.increase.amount), decimals: 2 });
  const scaled = new Map(paid.map(({ index }, at) => [index, parts[at]!]));
  return drafts.map((draft, index) => {
    const amount = scaled.get(index);
    if (amount === undefined || !draft.ok || draft.pay === undefined) return draft;
    const pay = { ...draft.pay, increase: { amount, currency: budget.currency }, scaledByBudget: true };
    return { ...draft, pay, explanation: { ...draft.explanation, value: amount } };
  });
}

function checkPolicy(policy: DecisionPolicy): void {
  const fail = (path: readonly (string | number)[], message: string) =>
    invalidInput('performance/invalid-decision-policy', ['policy', ...path], message);
  if (!(policy.minimumCycles >= 2)) throw fail(['minimumCycles'], 'a decision never rests on one cycle');
  if (!(policy.minimumMetrics >= 2)) throw fail(['minimumMetrics'], 'a decision never rests on one metric');
  if (policy.pay === undefined) return;
  const { positions, percent } = policy.pay;
  const ascending = positions.every((from, index) => index === 0 || toDecimal(from).gt(positions[index - 1]!));
  if (positions.length === 0 || !toDecimal(positions[0]!).isZero() || !ascending) {
    throw fail(['pay', 'positions'], 'positions ascend from 0');
  }
  for (const [bandId, row] of Object.entries(percent)) {
    if (row.length !== positions.length)
      throw fail(['pay', 'percent', bandId], `${row.length} percentages for ${positions.length} positions`);
  }
}
