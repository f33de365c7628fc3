import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';

/** A target as agreed, and as it stands now. */
export interface Target {
  readonly metricId: string;
  readonly class: 'elastic' | 'target' | 'assist';
  /** `lower`: smaller is better, as with hours to a first answer. */
  readonly direction: 'higher' | 'lower';
  readonly agreed: number;
  readonly current: number;
  readonly unit?: string;
  /** How far a rule may move it. */
  readonly bounds: { readonly minimum: number; readonly maximum: number };
}

/** When a signal holds for some periods in a row, a target is relaxed; when it no longer does, it goes back. */
export interface AdaptiveRule {
  readonly id: string;
  readonly metricId: string;
  readonly when: {
    readonly signal: string;
    readonly atLeast: number;
    /** Periods in a row, the last one included. */
    readonly forPeriods: number;
  };
  /** What the agreed target is multiplied by: 2 makes 24 hours 48. */
  readonly multiplyBy: number;
}

/** A signal's value in a period such as `2026-11`. */
export interface Signal {
  readonly name: string;
  readonly period: string;
  readonly value: number;
}

/** One entry for the log: what moved, why, from when. */
export interface TargetChange {
  readonly metricId: string;
  readonly kind: 'relaxed' | 'restored';
  readonly from: number;
  readonly to: number;
  readonly agreed: number;
  readonly effectiveFrom: string;
  /** The rule, and the signals it saw; for a restoration, the signals that no longer hold. */
  readonly ruleId: string;
  readonly because: readonly Signal[];
  /** True where the bounds stopped it. */
  readonly bounded: boolean;
}

/**
 * Adapts targets to what is going on: a surge of demand relaxes 24 h to 48 h, three good months relax a metric so that
 * people explore. Within bounds, each change logged with its reason, undone when the reason is gone, and only for
 * periods that have not begun: what was scored stays scored.
 *
 * @throws InvalidInputError `performance/rule-tightens` for a rule that would make a target harder,
 * `performance/unknown-metric`, `performance/not-finite`, `performance/invalid-rule`
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
  /** The last period that is over or under way. */
  readonly period: string;
  /** The first period in which the targets hold; periods compare as text (`2026-11` < `2026-12`). */
  readonly effectiveFrom: string;
}): Outcome<
  { readonly targets: readonly Target[]; readonly changes: readonly TargetChange[] },
  Rejection<'performance/retroactive-target', { readonly period: string; readonly effectiveFrom: string }>
> {
  const { targets, rules, signals, period, effectiveFrom } = options;
  if (effectiveFrom <= period) return reject('performance/retroactive-target', { period, effectiveFrom });
  checkRules(rules, targets);
  for (const [index, signal] of signals.entries()) {
    if (!Number.isFinite(signal.value))
      throw invalidInput('performance/not-finite', ['signals', index, 'value'], 'a number');
  }
  const changes: TargetChange[] = [];
  const adapted = targets.map((target) => {
    const own = rules.filter((rule) => rule.metricId === target.metricId);
    const wanted = own
      .map((rule) => ({ rule, seen: lastSignals(rule, signals, period) }))
      .filter(
        ({ rule, seen }) =>
          seen.length === rule.when.forPeriods && seen.every((signal) => signal.value >= rule.when.atLeast),
      )
      .map(({ rule, seen }) => ({ rule, seen, ...bound(target, target.agreed * rule.multiplyBy) }));
    const most = wanted.reduce<(typeof wanted)[number] | undefined>(
      (best, next) => (best === undefined || easier(target, next.value, best.value) ? next : best),
      undefined,
    );
    const to = most?.value ?? target.agreed;
    if (to === target.current) return target;
    const rule = most?.rule ?? own[0];
    changes.push({
      metricId: target.metricId,
      kind: most !== undefined && easier(target, to, target.current) ? 'relaxed' : 'restored',
      from: target.current,
      to,
      agreed: target.agreed,
      effectiveFrom,
      ruleId: rule?.id ?? 'none',
      because: most?.seen ?? (rule === undefined ? [] : lastSignals(rule, signals, period)),
      bounded: most?.bounded ?? false,
    });
    return { ...target, current: to };
  });
  return { ok: true, targets: adapted, changes };
}

function easier(target: Target, one: number, other: number): boolean {
  return target.direction === 'lower' ? one > other : one < other;
}

function bound(target: Target, value: number): { readonly value: number; readonly bounded: boolean } {
  const held = Math.min(Math.max(value, target.bounds.minimum), target.bounds.maximum);
  return { value: held, bounded: held !== value };
}

/** The signal's values in the newest periods up to `period`, newest first. */
function lastSignals(rule: AdaptiveRule, signals: readonly Signal[], period: string): readonly Signal[] {
  return signals
    .filter((signal) => signal.name === rule.when.signal && signal.period <= period)
    .sort((one, other) => (one.period < other.period ? 1 : -1))
    .slice(0, rule.when.forPeriods);
}

function checkRules(rules: readonly AdaptiveRule[], targets: readonly Target[]): void {
  for (const [index, rule] of rules.entries()) {
    const target = targets.find((candidate) => candidate.metricId === rule.metricId);
    if (target === undefined)
      throw invalidInput(
        'performance/unknown-metric',
        ['rules', index, 'metricId'],
        `no target for "${rule.metricId}"`,
      );
    if (!(Number.isInteger(rule.when.forPeriods) && rule.when.forPeriods > 0)) {
      throw invalidInput(
        'performance/invalid-rule',
        ['rules', index, 'when', 'forPeriods'],
        'a whole number of periods',
      );
    }
    if (!(rule.multiplyBy > 0 && Number.isFinite(rule.multiplyBy))) {
      throw invalidInput('performance/invalid-rule', ['rules', index, 'multiplyBy'], 'a factor above zero');
    }
    const { agreed, bounds } = target;
    if (!(bounds.minimum <= agreed && agreed <= bounds.maximum)) {
      throw invalidInput(
        'performance/invalid-rule',
        ['targets', targets.indexOf(target), 'bounds'],
        'the agreed target lies inside its bounds',
      );
    }
    if (easier(target, agreed, agreed * rule.multiplyBy)) {
      throw invalidInput(
        'performance/rule-tightens',
        ['rules', index, 'multiplyBy'],
        `from ${agreed} to ${agreed * rule.multiplyBy} is harder`,
      );
    }
  }
}
