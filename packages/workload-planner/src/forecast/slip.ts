import type { Random } from '@meritkit/core/random';
import { median } from '@meritkit/core/statistics';

/** An estimate's low (one in ten is less), most likely, and high (one in ten is more), in hours. */
export interface ThreePoint {
  readonly lowHours: number;
  readonly likelyHours: number;
  readonly highHours: number;
}

/** What was estimated once, and what it took. */
export interface PastEstimate {
  readonly projectId: string;
  readonly estimateHours: number;
  readonly actualHours: number;
}

/** How this company's work slips: the usual factor, what a whole project shares, and what each item adds. */
export interface SlipFit {
  /** The middle ratio of actual to estimate. */
  readonly bias: number;
  /** Standard deviation of the log ratio that items of one project share. */
  readonly projectSpread: number;
  /** Each item's own log ratios, as seen. */
  readonly residuals: readonly number[];
  readonly projects: number;
}

/** The 90 % point of a standard normal. */
const NINETY = 1.2815515655446004;

/**
 * Splits past log ratios into a company's bias, what projects share and what is left: one-way random effects by moments
 * (DerSimonian and Laird's simple form for unequal sizes).
 */
export function fitSlips(past: readonly PastEstimate[]): SlipFit {
  const byProject = new Map<string, number[]>();
  for (const { projectId, estimateHours, actualHours } of past) {
    const ratio = Math.log(actualHours / estimateHours);
    byProject.set(projectId, [...(byProject.get(projectId) ?? []), ratio]);
  }
  const groups = [...byProject.values()];
  const middle = median(groups.flat()) ?? 0;
  const means = groups.map((group) => group.reduce((sum, ratio) => sum + ratio, 0) / group.length);
  const residuals = groups.flatMap((group, index) => {
    const scale = group.length > 1 ? Math.sqrt(group.length / (group.length - 1)) : 0;
    return group.map((ratio) => (ratio - means[index]!) * scale);
  });
  const within = residuals.reduce((sum, value) => sum + value * value, 0) / Math.max(1, residuals.length);
  const grand = means.reduce((sum, mean) => sum + mean, 0) / means.length;
  const between = means.reduce((sum, mean) => sum + (mean - grand) * (mean - grand), 0) / Math.max(1, means.length - 1);
  const inverse = groups.reduce((sum, group) => sum + 1 / group.length, 0) / groups.length;
  const projectSpread = Math.sqrt(Math.max(0, between - within * inverse));
  return { bias: Math.exp(middle), projectSpread, residuals, projects: groups.length };
}

/** Hours that an item could take, for a project's shared draw and the item's own. */
export function drawHours(estimate: ThreePoint, shared: number, own: number, commonShare: number): number {
  const z = Math.sqrt(commonShare) * shared + Math.sqrt(1 - commonShare) * own;
  const { lowHours, likelyHours, highHours } = estimate;
  // Two half log-normals that meet at the most likely value.
  const spread = z < 0 ? Math.log(likelyHours / lowHours) : Math.log(highHours / likelyHours);
  return likelyHours * Math.exp((z * spread) / NINETY);
}

/** Hours by the company's own record: its bias, a shared draw for the project, and a residual as seen. */
export function drawByRecord(estimateHours: number, fit: SlipFit, shared: number, random: Random): number {
  return estimateHours * fit.bias * Math.exp(shared * fit.projectSpread + random.pick(fit.residuals));
}
