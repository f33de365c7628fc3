import { dateInZone, halfYearOf, isoWeekOf, monthOf, quarterOf, yearOf } from '@meritkit/core/dates';
import type { CapPeriod, EarningRule, RuleCap } from './rule.ts';

/** The label of the period that a day lies in: `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026-H2`, `2026`, `ever`. */
export function capPeriodLabel(per: CapPeriod, date: string): string {
  switch (per) {
    case 'day':
      return date;
    case 'week':
      return isoWeekOf(date);
    case 'month':
      return monthOf(date);
    case 'quarter':
      return quarterOf(date);
    case 'half-year':
      return halfYearOf(date);
    case 'year':
      return yearOf(date);
    case 'ever':
      return 'ever';
  }
}

/**
 * The counter of a cap for an event: kept on the person's account, so that it is counted in the very transaction that
 * grants. Versions of a rule share a cap's counter by its id.
 *
 * @example
 * ```ts
 * import { capCounter } from '@meritkit/rewards-ledger';
 *
 * capCounter({ ruleId: 'help', cap: { id: 'monthly', per: 'month', maximum: '100', beyond: 'trim' },
 *   at: '2026-11-30T17:00:00Z', timeZone: 'Asia/Shanghai' }); // 'help/monthly/2026-12'
 * ```
 */
export function capCounter(options: {
  readonly ruleId: EarningRule['id'];
  readonly cap: RuleCap;
  readonly at: string;
  readonly timeZone: string;
}): string {
  const { ruleId, cap } = options;
  return `${segment(ruleId)}/${segment(cap.id)}/${capPeriodLabel(cap.per, dateInZone(options.at, options.timeZone))}`;
}

/** An id between slashes: with its own ones written otherwise, or rule `a/b` with cap `c` would count with rule `a` and cap `b/c`. */
function segment(id: string): string {
  return id.replaceAll('%', '%25').replaceAll('/', '%2F');
}

/**
 * What a grant may be under caps: the amount after trimming, or the cap that refuses it. All in minor units.
 * @example
 * ```ts
 * import { applyCaps } from '@meritkit/rewards-ledger';
 *
 * const caps = [{ id: 'monthly', beyond: 'trim', maximum: 100n, used: 80n }] as const;
 * applyCaps({ amount: 30n, caps }); // { ok: true, amount: 20n, trimmedBy: 'monthly' }
 * ```
 */
export function applyCaps(options: {
  readonly amount: bigint;
  readonly caps: readonly {
    readonly id: string;
    readonly beyond: RuleCap['beyond'];
    readonly maximum: bigint;
    readonly used: bigint;
  }[];
}):
  | { readonly ok: true; readonly amount: bigint; readonly trimmedBy: string | null }
  | { readonly ok: false; readonly capId: string; readonly remaining: bigint } {
  let { amount } = options;
  let trimmedBy: string | null = null;
  for (const cap of options.caps) {
    const left = cap.maximum - cap.used;
    const remaining = left < 0n ? 0n : left;
    if (options.amount > remaining && cap.beyond === 'refuse') return { ok: false, capId: cap.id, remaining };
    if (remaining === 0n) return { ok: false, capId: cap.id, remaining };
    if (amount > remaining) {
      amount = remaining;
      trimmedBy = cap.id;
    }
  }
  return { ok: true, amount, trimmedBy };
}
