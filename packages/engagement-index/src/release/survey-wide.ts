import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { checkPredictors, type DriverImportance, driverImportance } from '../drivers/importance.ts';
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
  readonly drivers: { readonly rSquared: number; readonly lmg: Readonly<Record<string, number>> } | null;
  readonly audit: AuditState;
}

/**
 * Releases reliability and drivers over everyone who answered all the items. Products of answers belong to this one
 * set of people, so no combination isolates anyone; the set is audited item by item like any other. Nothing is released
 * over people chosen by their answers (without the careless ones, say): such a set is not one that the audit can hold,
 * and what it leaves out could be a single person.
 *
 * @throws InvalidInputError as `releaseFavourability`, `engagement/too-many-predictors`
 */
export function releaseSurveyWide(options: {
  readonly audit: AuditState;
  readonly answers: Readonly<Record<string, ItemAnswers>>;
  readonly items: readonly string[];
  readonly scale: Scale;
  readonly outcome?: string;
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
  const drivers = outcome === undefined || !items.includes(outcome) ? null : importanceFor(rows, items, outcome);
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
    drivers,
    audit: decision.audit,
  };
}

function importanceFor(rows: readonly (readonly number[])[], items: readonly string[], outcome: string) {
  const at = items.indexOf(outcome);
  const others = items.filter((item) => item !== outcome);
  const ordered = rows.map((row) => [row[at]!, ...row.filter((_, index) => index !== at)]);
  const { rSquared, lmg }: DriverImportance = driverImportance({ rows: ordered });
  return {
    rSquared: coarsen('share', rSquared),
    lmg: Object.fromEntries(others.map((item, index) => [item, coarsen('share', lmg[index] ?? 0)])),
  };
}
