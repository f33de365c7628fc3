import { canonicalJson } from '@meritkit/core/json';
import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { checkPredictors, driverImportance } from '../drivers/importance.ts';
import { measureReliability } from '../reliability/alpha.ts';
import { fitOneFactor } from '../reliability/omega.ts';
import { type ItemAnswers, respondentsOf, type Scale } from './answers.ts';
import { coarsen } from './coarsen.ts';
import type { RefusedRelease } from './favourability.ts';

/** Statistics across items, released once for everyone who answered all of them, never for a group. */
export interface ReleasedSurveyWide {
  readonly ok: true;
  readonly answered: number;
  readonly alpha: number | null;
  readonly alphaInterval: readonly [number, number] | null;
  readonly omega: number | null;
  readonly itemRest: Readonly<Record<string, number | null>>;
  /** Null without an outcome, and where the complete answers are fewer than five for each predictor. */
  readonly drivers: ReleasedDrivers | null;
  readonly audit: AuditState;
}

/** How much of the outcome's variance goes with each of the other items. Association, not cause. */
export interface ReleasedDrivers {
  readonly rSquared: number;
  /** Shares of R squared (LMG); they add up to it, up to rounding. */
  readonly lmg: Readonly<Record<string, number>>;
  /** 95% percentile intervals of the shares over resampled people; null when no samples were asked for. */
  readonly intervals: Readonly<Record<string, readonly [number, number]>> | null;
}

/** Complete answers that every predictor needs before drivers are named. */
const ROWS_PER_PREDICTOR = 5;

/**
 * Releases reliability and drivers over everyone who answered all the items. Products of answers belong to this one
 * set of people, so no combination isolates anyone; the set is audited item by item like any other. Nothing is released
 * over people chosen by their answers (without the careless ones, say): such a set is not one that the audit can hold,
 * and what it leaves out could be a single person.
 *
 * `samples` asks for bootstrap intervals of the drivers (Efron 1979, percentiles). Their seed follows from the survey
 * and the items, so that asking again draws nothing new.
 *
 * @throws InvalidInputError as `releaseFavourability`, `engagement/too-many-predictors`
 * @example
 * ```ts
 * import { fivePointScale, openAudit, releaseSurveyWide } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, team: i < 6 ? 'a' : 'b' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const column = (shift: number) => Object.fromEntries(roster.map(({ respondent }, i) => [respondent, 1 + ((i + (i % 4 === 0 ? shift : 0)) % 5)]));
 * const answers = { trust: column(0), help: column(1), voice: column(2) };
 * const items = ['trust', 'help', 'voice'];
 * const released = releaseSurveyWide({ audit, answers, items, scale: fivePointScale, outcome: 'trust', samples: 200 });
 * released.ok && released.drivers?.rSquared; // 0.43
 * ```
 */
export function releaseSurveyWide(options: {
  readonly audit: AuditState;
  readonly answers: Readonly<Record<string, ItemAnswers>>;
  readonly items: readonly string[];
  readonly scale: Scale;
  readonly outcome?: string;
  readonly samples?: number;
}): ReleasedSurveyWide | RefusedRelease {
  const { audit, answers, items, scale, outcome } = options;
  if (outcome !== undefined && items.includes(outcome)) checkPredictors(items.length - 1);
  const answerers = items.map((item) => new Set(respondentsOf(answers[item] ?? {}, scale)));
  const complete = audit.answers.people.filter((person) => answerers.every((set) => set.has(person)));
  const decision = auditQuery({
    audit,
    query: { where: {}, items: items.map((id) => ({ id, respondents: complete })) },
  });
  if (!decision.ok) return decision;
  const rows = complete.map((person) => items.map((item) => answers[item]![person]!));
  const reliability = measureReliability({ rows });
  const share = (value: number | null) => (value === null ? null : coarsen('share', value));
  return {
    ok: true,
    answered: rows.length,
    alpha: share(reliability.alpha),
    alphaInterval:
      reliability.interval === null
        ? null
        : [coarsen('share', reliability.interval[0]), coarsen('share', reliability.interval[1])],
    omega: share(fitOneFactor({ rows })?.omega ?? null),
    itemRest: Object.fromEntries(items.map((item, index) => [item, share(reliability.itemRest[index] ?? null)])),
    drivers: outcome === undefined ? null : driversOf({ ...options, rows, outcome }),
    audit: decision.audit,
  };
}

function driversOf(options: {
  readonly audit: AuditState;
  readonly rows: readonly (readonly number[])[];
  readonly items: readonly string[];
  readonly outcome: string;
  readonly samples?: number;
}): ReleasedDrivers | null {
  const { audit, rows, items, outcome, samples } = options;
  const at = items.indexOf(outcome);
  const others = items.filter((item) => item !== outcome);
  if (at < 0 || rows.length < ROWS_PER_PREDICTOR * others.length) return null;
  const ordered = rows.map((row) => [row[at]!, ...row.filter((_, index) => index !== at)]);
  const seed = canonicalJson([audit.survey, outcome, ...others]);
  const { rSquared, lmg, intervals } = driverImportance({
    rows: ordered,
    ...(samples === undefined ? {} : { bootstrap: { samples, seed } }),
  });
  const named = <Value>(of: (index: number) => Value) =>
    Object.fromEntries(others.map((item, index) => [item, of(index)]));
  return {
    rSquared: coarsen('share', rSquared),
    lmg: named((index) => coarsen('share', lmg[index]!)),
    intervals:
      intervals === null
        ? null
        : named((index) => [coarsen('share', intervals[index]![0]), coarsen('share', intervals[index]![1])] as const),
  };
}
