import type { Money } from '@meritkit/core/decimal';
import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type CycleResult, checkPeople, type DecisionInput } from './input.ts';
import { type ProposedPay, payOf, withinBudget } from './pay.ts';
import { checkPolicy, type DecisionPolicy } from './policy.ts';

/** What is proposed for a person. */
export interface ProposedDecision {
  readonly personId: string;
  /** The confirmed results that it rests on, oldest first. */
  readonly restsOn: readonly { readonly cycleId: string; readonly bandId: string }[];
  readonly pay?: ProposedPay;
  readonly promotion?: { readonly discuss: boolean; readonly lacks: readonly ('bands' | 'readiness')[] };
  readonly training: readonly { readonly metricId: string; readonly scores: readonly number[] }[];
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
 * cycle and never on one metric alone: the increase is the mean of what the matrix gives for each of the last
 * `minimumCycles` results. What is only proposed does not count at all.
 *
 * @throws InvalidInputError `performance/invalid-decision-policy` for minimums below 2, a matrix with holes, percentages
 * below zero or positions that do not ascend from 0; `performance/invalid-decision-input` for a salary or midpoint that
 * is not above zero; `performance/duplicate-id` for a person, or a cycle of theirs, twice; `performance/not-finite`;
 * core's `core/mixed-currencies` where the budget's currency is another
 * @example
 * ```ts
 * import { applyResults } from '@meritkit/performance-scoring';
 *
 * const result = (cycleId: string, bandId: string) => ({ cycleId, bandId, status: 'confirmed' as const, metricScores: { delivery: 80, help: 70 } });
 * const [lin, wu] = applyResults({
 *   people: [
 *     { personId: 'lin', results: [result('2026-h1', 'B'), result('2026-h2', 'A')], salary: { amount: '20000.00', currency: 'CNY' }, rangeMidpoint: '20000' },
 *     { personId: 'wu', results: [result('2026-h2', 'A')] },
 *   ],
 *   policy: { minimumCycles: 2, minimumMetrics: 2, pay: { positions: ['0', '1'], percent: { A: ['8', '5'], B: ['5', '3'] } } },
 * });
 * lin?.ok && [lin.pay?.percent, lin.pay?.increase.amount]; // ['4', '800.00']
 * wu?.ok === false && wu.rejection.code; // 'performance/single-result'
 * ```
 */
export function applyResults(options: {
  readonly people: readonly DecisionInput[];
  readonly policy: DecisionPolicy;
}): readonly Outcome<ProposedDecision, DecisionRejection>[] {
  const { people, policy } = options;
  checkPolicy(policy);
  checkPeople(people);
  const drafts = people.map((person, index) => draftOf(person, policy, ['people', index]));
  return policy.pay?.budget === undefined ? drafts : holdBudget(drafts, policy.pay.budget);
}

function draftOf(
  person: DecisionInput,
  policy: DecisionPolicy,
  path: readonly (string | number)[],
): Outcome<ProposedDecision, DecisionRejection> {
  const { personId } = person;
  const confirmed = person.results.filter((result) => result.status === 'confirmed');
  if (confirmed.length < policy.minimumCycles) {
    return reject('performance/single-result', { personId, cycles: confirmed.length, needed: policy.minimumCycles });
  }
  const used = confirmed.slice(-policy.minimumCycles);
  const metrics = Math.min(...used.map((result) => Object.keys(result.metricScores).length));
  if (metrics < policy.minimumMetrics) {
    return reject('performance/single-metric', { personId, metrics, needed: policy.minimumMetrics });
  }
  const pay = policy.pay === undefined ? undefined : payOf(person, used, policy.pay, path);
  const promotion = policy.promotion === undefined ? undefined : promotionOf(person, confirmed, policy.promotion);
  return {
    ok: true,
    personId,
    restsOn: used.map(({ cycleId, bandId }) => ({ cycleId, bandId })),
    ...(pay === undefined ? {} : { pay }),
    ...(promotion === undefined ? {} : { promotion }),
    training: policy.training === undefined ? [] : trainingOf(confirmed, policy.training),
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
  return Object.keys(recent.at(-1)!.metricScores).flatMap((metricId) => {
    const scores = recent.flatMap((result) => result.metricScores[metricId] ?? []);
    return scores.length === rule.cycles && scores.every((score) => score < rule.below) ? [{ metricId, scores }] : [];
  });
}

function holdBudget(
  drafts: readonly Outcome<ProposedDecision, DecisionRejection>[],
  budget: Money,
): readonly Outcome<ProposedDecision, DecisionRejection>[] {
  const paid = drafts.flatMap((draft, index) =>
    draft.ok && draft.pay !== undefined ? [{ index, pay: draft.pay }] : [],
  );
  for (const { index, pay } of paid) {
    if (pay.increase.currency === budget.currency) continue;
    const path = ['people', index, 'salary', 'currency'];
    throw invalidInput('core/mixed-currencies', path, `the budget is in ${budget.currency}`);
  }
  const held = withinBudget(
    paid.map(({ pay }) => pay),
    budget,
  );
  const byDraft = new Map(paid.map(({ index }, at) => [index, held[at]!]));
  return drafts.map((draft, index) => {
    const pay = byDraft.get(index);
    return draft.ok && pay !== undefined ? { ...draft, pay } : draft;
  });
}
