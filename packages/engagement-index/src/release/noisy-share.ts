import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { drawNoisyShare, type NoiseBudget, type NoiseRejection } from '../noise/budget.ts';
import { checkEpsilon, geometricNoise } from '../noise/geometric.ts';
import { type ItemAnswers, respondentsOf, type Scale } from './answers.ts';
import type { RefusedRelease } from './favourability.ts';
import { answersIn } from './group.ts';

/** The noisy headline share of an item, or a refusal; store `audit` and `budget` together, after a refusal too. */
export type ReleasedNoisyShare =
  | {
      readonly ok: true;
      readonly favourable: number;
      readonly points: number;
      readonly audit: AuditState;
      readonly budget: NoiseBudget;
    }
  | {
      readonly ok: false;
      readonly audit: AuditState;
      readonly budget: NoiseBudget;
      readonly rejection: RefusedRelease['rejection'] | NoiseRejection;
    };

/**
 * Releases the favourable share of everyone who answered an item, with noise that is drawn once. The audit holds it as
 * if it were exact: the set it speaks of enters the same spans as every other release, so that neither a noisy number
 * beside exact ones nor exact ones beside a noisy number speak of fewer people than the minimum group.
 *
 * @throws InvalidInputError `engagement/broken-budget`, `engagement/answer-out-of-scale`, `engagement/broken-scale`,
 * `engagement/unknown-respondent`, all before the audit looks at a set
 * @example
 * ```ts
 * import { openAudit, openNoiseBudget, releaseNoisyShare } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 40 }, (_, i) => ({ respondent: `r${i}` }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const answers = Object.fromEntries(roster.map(({ respondent }, i) => [respondent, i < 30 ? 4 : 2]));
 * const scale = { minimum: 1, maximum: 5, favourableFrom: 4 };
 * const budget = openNoiseBudget({ epsilon: 1 });
 * // 0.5 stands for a number from a secure source
 * const noisy = releaseNoisyShare({ audit, budget, answers, item: 'trust', scale, epsilon: 1, uniform: 0.5 });
 * noisy.ok && noisy.favourable; // 0.75
 * ```
 */
export function releaseNoisyShare(options: {
  readonly audit: AuditState;
  readonly budget: NoiseBudget;
  readonly answers: ItemAnswers;
  readonly item: string;
  readonly scale: Scale;
  readonly epsilon: number;
  readonly uniform: number;
}): ReleasedNoisyShare {
  const { audit, budget, answers, item, scale, uniform } = options;
  const epsilon = checkEpsilon(options.epsilon);
  geometricNoise({ epsilon, uniform });
  const respondents = respondentsOf(answers, scale);
  const decision = auditQuery({ audit, query: { where: {}, items: [{ id: item, respondents }] } });
  if (!decision.ok) return { ...decision, budget };
  const values = answersIn(audit, {}, answers);
  const favourable = values.filter((value) => value >= scale.favourableFrom).length;
  return {
    ...drawNoisyShare({ budget, view: item, favourable, answered: values.length, epsilon, uniform }),
    audit: decision.audit,
  };
}
