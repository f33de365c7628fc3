import { periodOfLabel } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { type AdaptiveRule, isEasier, type Signal, type Target } from './target.ts';

/** Refuses targets that stand twice, are no numbers, or lie outside their own bounds. */
export function checkTargets(targets: readonly Target[]): void {
  const seen = new Set<string>();
  for (const [index, target] of targets.entries()) {
    const path = ['targets', index];
    if (seen.has(target.metricId)) {
      throw invalidInput('performance/duplicate-id', [...path, 'metricId'], `"${target.metricId}" stands twice`);
    }
    seen.add(target.metricId);
    if (!Number.isFinite(target.current)) {
      throw invalidInput('performance/not-finite', [...path, 'current'], `${target.current} is no target`);
    }
    const { agreed, bounds } = target;
    if (!(bounds.minimum <= agreed && agreed <= bounds.maximum)) {
      throw invalidInput('performance/invalid-rule', [...path, 'bounds'], 'the agreed target lies inside its bounds');
    }
  }
}

/** Refuses rules for targets that are not there, rules that never or always hold, and rules that ask for more. */
export function checkRules(rules: readonly AdaptiveRule[], targets: readonly Target[]): void {
  for (const [index, rule] of rules.entries()) {
    const path = ['rules', index];
    const target = targets.find((candidate) => candidate.metricId === rule.metricId);
    if (target === undefined) {
      throw invalidInput('performance/unknown-metric', [...path, 'metricId'], `no target for "${rule.metricId}"`);
    }
    if (!(Number.isInteger(rule.when.forPeriods) && rule.when.forPeriods > 0)) {
      throw invalidInput('performance/invalid-rule', [...path, 'when', 'forPeriods'], 'a whole number of periods');
    }
    if (!Number.isFinite(rule.when.atLeast)) {
      throw invalidInput('performance/not-finite', [...path, 'when', 'atLeast'], 'a threshold is a number');
    }
    if (!(rule.multiplyBy > 0 && Number.isFinite(rule.multiplyBy))) {
      throw invalidInput('performance/invalid-rule', [...path, 'multiplyBy'], 'a factor above zero');
    }
    const wanted = target.agreed * rule.multiplyBy;
    if (isEasier(target, target.agreed, wanted)) {
      throw invalidInput(
        'performance/rule-tightens',
        [...path, 'multiplyBy'],
        `from ${target.agreed} to ${wanted} is harder`,
      );
    }
  }
}

/** Refuses signals that are no numbers, come twice, or count in other periods than the targets do. */
export function checkSignals(signals: readonly Signal[], period: string): void {
  const seen = new Set<string>();
  for (const [index, signal] of signals.entries()) {
    const path = ['signals', index];
    if (!Number.isFinite(signal.value)) throw invalidInput('performance/not-finite', [...path, 'value'], 'a number');
    periodOfLabel(signal.period);
    if (shapeOf(signal.period) !== shapeOf(period)) {
      const message = `"${signal.period}" is another kind of period than "${period}"`;
      throw invalidInput('performance/invalid-rule', [...path, 'period'], message);
    }
    const key = JSON.stringify([signal.name, signal.period]);
    if (seen.has(key)) {
      const message = `"${signal.name}" has a value for ${signal.period} already`;
      throw invalidInput('performance/duplicate-evidence', path, message);
    }
    seen.add(key);
  }
}

/** `2026-W47` and `2026-W08` have one shape; `2026-11` has another. */
function shapeOf(label: string): string {
  return label.replace(/\d+/g, '#');
}
