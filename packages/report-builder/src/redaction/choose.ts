import type { ReportDocument } from '../document/document.ts';
import type { Metric } from '../document/metric.ts';
import { determinedBy } from './determine.ts';
import { equationsOf, keyOf } from './equations.ts';

/** What is to be hidden, and what has been shown to the same reader before. */
export interface HidingOptions {
  readonly document: ReportDocument;
  /** Ids that the reader may not see. */
  readonly forbidden: ReadonlySet<string>;
  /** Earlier reports as this reader has them. */
  readonly released: readonly ReportDocument[];
}

/**
 * Everything that has to be hidden so that nothing forbidden can be worked out: the forbidden numbers, and then, one at
 * a time, a visible number of an equation that gives one away (the smallest part before the total), until none does.
 */
export function chooseHidden(options: HidingOptions): ReadonlySet<string> {
  const { document, forbidden, released } = options;
  const hidden = new Set(forbidden);
  const metrics = new Map(document.metrics.map((metric) => [keyOf(metric), metric]));
  const shown = new Map<string, string>();
  for (const metric of released.flatMap((each) => each.metrics)) {
    if (metric.value !== null) shown.set(keyOf(metric), metric.value);
  }
  const protectedKeys = protectedIn(options);
  const zeros = new Set(document.metrics.filter(isZero).map(keyOf));
  for (;;) {
    const knows = (key: string): string | null => {
      const metric = metrics.get(key);
      if (metric !== undefined && !hidden.has(metric.id) && metric.value !== null) return metric.value;
      return shown.get(key) ?? null;
    };
    const equations = [document, ...released].flatMap((each) => equationsOf(each, knows));
    const given = [...determinedBy({ equations, zeros })].filter(
      (key) => !shown.has(key) && (protectedKeys.has(key) || hidden.has(metrics.get(key)?.id ?? '')),
    );
    if (given.length === 0) return hidden;
    const canHide = (key: string): boolean => {
      const metric = metrics.get(key);
      return metric !== undefined && !hidden.has(metric.id) && metric.value !== null && !shown.has(key);
    };
    const chosen = nextToHide(given[0]!, equations, canHide, metrics);
    if (chosen === undefined) return hidden;
    hidden.add(chosen);
  }
}

/** What this report must not give away: its own forbidden numbers, and those hidden in the reports before. */
function protectedIn(options: HidingOptions): ReadonlySet<string> {
  const own = options.document.metrics.filter((metric) => options.forbidden.has(metric.id));
  const before = options.released
    .flatMap((report) => report.metrics)
    .filter((metric) => metric.status.kind === 'suppressed');
  return new Set([...own, ...before].map(keyOf));
}

function isZero(metric: Metric): boolean {
  return metric.value === null || /^-?0(\.0+)?$/.test(metric.value);
}

function nextToHide(
  given: string,
  equations: readonly { readonly coefficients: ReadonlyMap<string, bigint>; readonly visible: readonly string[] }[],
  canHide: (key: string) => boolean,
  metrics: ReadonlyMap<string, Metric>,
): string | undefined {
  const near = equations.filter((equation) => equation.coefficients.has(given));
  const candidates =
    [...near, ...equations].find((equation) => equation.visible.some(canHide))?.visible.filter(canHide) ?? [];
  const size = (key: string) => {
    const value = Math.abs(Number(metrics.get(key)?.value ?? 0));
    return value === 0 ? Number.POSITIVE_INFINITY : value;
  };
  const smallest = [...candidates].sort((one, other) => size(one) - size(other) || (one < other ? -1 : 1))[0];
  return smallest === undefined ? undefined : metrics.get(smallest)?.id;
}
