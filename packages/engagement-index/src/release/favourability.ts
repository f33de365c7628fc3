import { type Rejection, reject } from '@meritkit/core/errors';
import type { Where } from '../audit/filter.ts';
import { type AuditRejection, auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { wilsonShare } from '../intervals/wilson.ts';
import { checkInvited, fivePointScale, type ItemAnswers, respondentsOf, type Scale } from './answers.ts';
import { censoredShare, coarsen } from './coarsen.ts';
import { answersIn } from './group.ts';

/** A share of favourable answers, coarse. Extremes are censored: at `(answered - 1) / answered` read "at least". */
export interface ReleasedShare {
  readonly favourable: number;
  readonly interval: readonly [number, number];
  readonly answered: number;
}

/** A released share of favourable answers. */
export interface ReleasedFavourability extends ReleasedShare {
  readonly ok: true;
  readonly audit: AuditState;
}

/** A refusal to release, with the audit's next state. */
export interface RefusedRelease {
  readonly ok: false;
  readonly audit: AuditState;
  readonly rejection: AuditRejection;
}

/** The audit let the group through, and more people answered in it than `invited` says; the audit holds its set. */
export interface InvitedBelowAnswered {
  readonly ok: false;
  readonly audit: AuditState;
  readonly rejection: Rejection<'engagement/invited-below-answered', object>;
}

/**
 * Releases the share of favourable answers of a group with its Wilson interval (95%, corrected for `invited` people),
 * or refuses when the group is too small or the release would isolate someone. Shares are in steps of 0.01.
 *
 * What is thrown depends on the arguments alone and comes before the audit looks at a set. That fewer people were invited
 * than answered is a refusal with the audit's next state, so that a count learnt this way is a count on record.
 *
 * @throws InvalidInputError `engagement/answer-out-of-scale`, `engagement/unknown-respondent`,
 * `engagement/unknown-attribute`, `engagement/broken-scale`, `engagement/impossible-count`
 * @example
 * ```ts
 * import { openAudit, releaseFavourability } from '@meritkit/engagement-index';
 *
 * const roster = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((respondent) => ({ respondent, team: 'backend' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const answers = { r1: 5, r2: 4, r3: 4, r4: 2, r5: 4, r6: 5 };
 * const team = releaseFavourability({ audit, answers, item: 'trust', invited: 8, where: { team: 'backend' } });
 * team.ok && team.favourable; // 0.83
 * ```
 */
export function releaseFavourability(options: {
  readonly audit: AuditState;
  readonly answers: ItemAnswers;
  readonly item: string;
  readonly invited: number;
  readonly where: Where;
  readonly scale?: Scale;
}): ReleasedFavourability | RefusedRelease | InvitedBelowAnswered {
  checkInvited(options.invited);
  const scale = options.scale ?? fivePointScale;
  const respondents = respondentsOf(options.answers, scale);
  const decision = auditQuery({
    audit: options.audit,
    query: { where: options.where, items: [{ id: options.item, respondents }] },
  });
  if (!decision.ok) return decision;
  const values = answersIn(options.audit, options.where, options.answers);
  if (options.invited < values.length)
    return { ...reject('engagement/invited-below-answered', {}), audit: decision.audit };
  return { ok: true, ...releasedShare({ values, scale, population: options.invited }), audit: decision.audit };
}

/** The share of some answers as it may be shown: censored, with its interval, coarse. Internal: takes raw values. */
export function releasedShare(options: {
  readonly values: readonly number[];
  readonly scale: Scale;
  readonly population?: number;
}): ReleasedShare {
  const { values, scale, population } = options;
  const favourable = values.filter((value) => value >= scale.favourableFrom).length;
  return countedShare({ favourable, answered: values.length, ...(population === undefined ? {} : { population }) });
}

/** As `releasedShare`, of answers that are counted already. Internal. */
export function countedShare(options: {
  readonly favourable: number;
  readonly answered: number;
  readonly population?: number;
}): ReleasedShare {
  const { favourable, answered } = options;
  const share = censoredShare(favourable, answered);
  const { lower, upper } = wilsonShare({ ...options, favourable: share * answered });
  const interval = [coarsen('share', lower), coarsen('share', upper)] as const;
  return { favourable: coarsen('share', share), interval, answered };
}
