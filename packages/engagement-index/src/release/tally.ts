import type { Where } from '../audit/filter.ts';
import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { netPromoterScore } from '../intervals/recommend.ts';
import { type ItemAnswers, respondentsOf, type Scale } from './answers.ts';
import { censoredShare, coarsen } from './coarsen.ts';
import type { RefusedRelease } from './favourability.ts';
import { answersIn } from './group.ts';

/** A released mean answer, in tenths. */
export interface ReleasedMean {
  readonly ok: true;
  readonly mean: number;
  readonly answered: number;
  readonly audit: AuditState;
}

/**
 * Releases the mean answer of a group in steps of 0.1, kept one person's full answer away from both ends of the scale,
 * or refuses.
 *
 * @throws InvalidInputError as `releaseFavourability`
 * @example
 * ```ts
 * import { fivePointScale, openAudit, releaseMean } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, team: i < 6 ? 'a' : 'b' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const answers = Object.fromEntries(roster.map(({ respondent }, i) => [respondent, 2 + (i % 3)]));
 * const released = releaseMean({ audit, answers, item: 'trust', where: { team: 'a' }, scale: fivePointScale });
 * released.ok && released.mean; // 3
 * ```
 */
export function releaseMean(options: {
  readonly audit: AuditState;
  readonly answers: ItemAnswers;
  readonly item: string;
  readonly where: Where;
  readonly scale: Scale;
}): ReleasedMean | RefusedRelease {
  const { audit, answers, item, where, scale } = options;
  const decision = auditQuery({
    audit,
    query: { where, items: [{ id: item, respondents: respondentsOf(answers, scale) }] },
  });
  if (!decision.ok) return decision;
  const values = answersIn(audit, where, answers);
  const width = scale.maximum - scale.minimum;
  const sum = values.reduce((total, value) => total + (value - scale.minimum), 0);
  const mean = scale.minimum + width * censoredShare(sum / width, values.length);
  return { ok: true, mean: coarsen('mean', mean), answered: values.length, audit: decision.audit };
}

/** A released eNPS in whole points with its interval. */
export interface ReleasedNetPromoterScore {
  readonly ok: true;
  readonly score: number;
  readonly interval: readonly [number, number];
  readonly answered: number;
  readonly audit: AuditState;
}

/**
 * Releases the eNPS of a group from answers on 0 to 10, with one answer's worth censored at both ends, or refuses.
 *
 * @example
 * ```ts
 * import { openAudit, releaseNetPromoterScore } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, team: i < 6 ? 'a' : 'b' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const answers = Object.fromEntries(roster.map(({ respondent }, i) => [respondent, i < 8 ? 9 : 6]));
 * const released = releaseNetPromoterScore({ audit, answers, item: 'recommend', where: {} });
 * released.ok && released.score; // 33
 * ```
 */
export function releaseNetPromoterScore(options: {
  readonly audit: AuditState;
  readonly answers: ItemAnswers;
  readonly item: string;
  readonly where: Where;
}): ReleasedNetPromoterScore | RefusedRelease {
  const { audit, answers, item, where } = options;
  const scale: Scale = { minimum: 0, maximum: 10, favourableFrom: 9 };
  const decision = auditQuery({
    audit,
    query: { where, items: [{ id: item, respondents: respondentsOf(answers, scale) }] },
  });
  if (!decision.ok) return decision;
  const values = answersIn(audit, where, answers);
  const total = values.length;
  const promoters = values.filter((value) => value >= 9).length;
  const detractors = values.filter((value) => value <= 6).length;
  const shown = {
    promoters: Math.min(promoters, total - 1),
    detractors: Math.min(detractors, total - 1),
  };
  const result = netPromoterScore({ ...shown, passives: total - shown.promoters - shown.detractors });
  return {
    ok: true,
    score: coarsen('score', result.score),
    interval: [coarsen('score', result.lower), coarsen('score', result.upper)],
    answered: total,
    audit: decision.audit,
  };
}
