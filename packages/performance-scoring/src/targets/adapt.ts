import { addDays, halfYearOf, isoWeekOf, monthOf, periodOfLabel, quarterOf, yearOf } from '@meritkit/core/dates';
import { type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { checkRules, checkSignals, checkTargets } from './check.ts';
import {
  type AdaptiveRule,
  isEasier,
  type Signal,
  type Target,
  type TargetChange,
  type UnknownSignal,
} from './target.ts';

/**
 * Adapts targets to what is going on: a surge of demand relaxes 24 h to 48 h, three good months relax a metric so that
 * people explore. Within bounds, each change logged with its reason, undone when the reason is gone, and only for
 * periods that have not begun: what was scored stays scored. Where a signal is not known, its target stays as it is.
 *
 * @throws InvalidInputError `performance/rule-tightens` for a rule that would make a target harder,
 * `performance/unknown-metric`, `performance/not-finite`, `performance/invalid-rule`, `performance/duplicate-id`,
 * `performance/duplicate-evidence` for two values of a signal in one period; core's `core/not-a-period-label`
 * @example
 * ```ts
 * import { adaptTargets } from '@meritkit/performance-scoring';
 *
 * const adapted = adaptTargets({
 *   targets: [{ metricId: 'first-answer', class: 'target', direction: 'lower', agreed: 24, current: 24, unit: 'h', bounds: { minimum: 24, maximum: 72 } }],
 *   rules: [{ id: 'surge', metricId: 'first-answer', when: { signal: 'demand', atLeast: 1.5, forPeriods: 1 }, multiplyBy: 2 }],
 *   signals: [{ name: 'demand', period: '2026-11', value: 1.8 }],
 *   period: '2026-11', effectiveFrom: '2026-12',
 * });
 * adapted.ok && adapted.targets[0]?.current; // 48
 * ```
 */
export function adaptTargets(options: {
  readonly targets: readonly Target[];
  readonly rules: readonly AdaptiveRule[];
  readonly signals: readonly Signal[];
  /** The last period that is over or under way: a week, month, quarter, half-year or year. Signals count in the same. */
  readonly period: string;
  /** The first period in which the targets hold. */
  readonly effectiveFrom: string;
}): Outcome<
  {
    readonly targets: readonly Target[];
    readonly changes: readonly TargetChange[];
    readonly unknown: readonly UnknownSignal[];
  },
  Rejection<'performance/retroactive-target', { readonly period: string; readonly effectiveFrom: string }>
> {
  const { targets, rules, signals, period, effectiveFrom } = options;
  if (periodOfLabel(effectiveFrom).start < periodOfLabel(period).end) {
    return reject('performance/retroactive-target', { period, effectiveFrom });
  }
  checkTargets(targets);
  checkRules(rules, targets);
  checkSignals(signals, period);
  const judged = rules.map((rule) => judge(rule, signals, period));
  const changes: TargetChange[] = [];
  const adapted = targets.map((target) => {
    const own = judged.filter(({ rule }) => rule.metricId === target.metricId);
    const change = changeOf(target, own, effectiveFrom);
    if (change === undefined) return target;
    changes.push(change);
    return { ...target, current: change.to };
  });
  const unknown = judged.flatMap(({ rule, missing, holds }) =>
    holds !== undefined ? [] : [{ ruleId: rule.id, signal: rule.when.signal, periods: missing }],
  );
  return { ok: true, targets: adapted, changes, unknown };
}

/** A rule and what it saw in the periods it looks at, newest first. */
interface Judged {
  readonly rule: AdaptiveRule;
  readonly seen: readonly Signal[];
  readonly missing: readonly string[];
  /** Undefined: one of the periods could decide it, and is not known. */
  readonly holds: boolean | undefined;
}

function judge(rule: AdaptiveRule, signals: readonly Signal[], period: string): Judged {
  const periods = lastPeriods(period, rule.when.forPeriods);
  const found = periods.map((label) =>
    signals.find((signal) => signal.name === rule.when.signal && signal.period === label),
  );
  const seen = found.filter((signal) => signal !== undefined);
  const missing = periods.filter((_, index) => found[index] === undefined);
  const fails = seen.some((signal) => signal.value < rule.when.atLeast);
  return { rule, seen, missing, holds: fails ? false : missing.length === 0 ? true : undefined };
}

/** The change a target needs; undefined where it stays. */
function changeOf(target: Target, own: readonly Judged[], effectiveFrom: string): TargetChange | undefined {
  const wanted = own
    .filter(({ holds }) => holds === true)
    .map(({ rule, seen }) => ({ rule, seen, ...bound(target, target.agreed * rule.multiplyBy) }));
  const most = wanted.reduce<(typeof wanted)[number] | undefined>(
    (best, next) => (best === undefined || isEasier(target, next.value, best.value) ? next : best),
    undefined,
  );
  const to = most?.value ?? target.agreed;
  const relaxes = isEasier(target, to, target.current);
  const undecided = own.some(({ holds }) => holds === undefined);
  if (to === target.current || (!relaxes && undecided)) return undefined;
  // Where nothing holds and nothing is undecided, all of them have been seen to be over.
  return {
    metricId: target.metricId,
    kind: relaxes ? 'relaxed' : 'restored',
    from: target.current,
    to,
    agreed: target.agreed,
    effectiveFrom,
    ruleIds: most === undefined ? own.map(({ rule }) => rule.id) : [most.rule.id],
    because: most === undefined ? own.flatMap(({ seen }) => seen) : most.seen,
    bounded: most?.bounded ?? false,
  };
}

function bound(target: Target, value: number): { readonly value: number; readonly bounded: boolean } {
  const held = Math.min(Math.max(value, target.bounds.minimum), target.bounds.maximum);
  return { value: held, bounded: held !== value };
}

/** A period and those before it, newest first. */
function lastPeriods(period: string, count: number): readonly string[] {
  const labelOf = labeller(period);
  const labels = [period];
  for (let index = 1; index < count; index += 1) {
    labels.push(labelOf(addDays(periodOfLabel(labels.at(-1)!).start, -1)));
  }
  return labels;
}

/** How the period that holds a date is called, in the kind of this label. */
function labeller(label: string): (date: string) => string {
  if (label.includes('W')) return isoWeekOf;
  if (label.includes('Q')) return quarterOf;
  if (label.includes('H')) return halfYearOf;
  return label.length === 4 ? yearOf : monthOf;
}
