import { daysBetween, type Period, readPeriod } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { median } from '@meritkit/core/statistics';
import type { ChangeLeadTime } from './lead-time.ts';

/** The four key metrics of software delivery for a team, never for one person. Null where nothing happened. */
export interface DeliverySummary {
  readonly deploymentsPerWeek: number;
  readonly medianLeadMinutes: number | null;
  readonly changeFailureRate: number | null;
  readonly medianRestoreMinutes: number | null;
  readonly deployments: number;
  readonly changes: number;
  readonly incidents: number;
}

/**
 * The four DORA metrics of a period: how often is deployed, how long changes take, how many deployments fail, how long
 * a failure lasts (Forsgren, Humble and Kim 2018).
 *
 * @throws InvalidInputError `performance/not-finite` for a number of deployments or minutes that cannot be; core's
 * `core/empty-period`
 * @example
 * ```ts
 * import { summariseDelivery } from '@meritkit/performance-scoring';
 *
 * summariseDelivery({ period: { start: '2026-11-02', end: '2026-11-16' }, deployments: 6, leadTimes: [],
 *   incidents: [{ causedByDeployment: true, minutes: 30 }, { causedByDeployment: true }] });
 * // { deploymentsPerWeek: 3, medianLeadMinutes: null, changeFailureRate: 0.3333333333333333, medianRestoreMinutes: 30, deployments: 6, changes: 0, incidents: 2 }
 * ```
 */
export function summariseDelivery(options: {
  readonly period: Period;
  /** Successful deployments to production. */
  readonly deployments: number;
  readonly leadTimes: readonly ChangeLeadTime[];
  /** Failures in production; `minutes` until service was restored, left out while it is not. */
  readonly incidents: readonly { readonly causedByDeployment: boolean; readonly minutes?: number }[];
}): DeliverySummary {
  const { start, end } = readPeriod(options.period, ['period']);
  const { deployments, leadTimes, incidents } = options;
  if (!(Number.isInteger(deployments) && deployments >= 0)) {
    throw invalidInput('performance/not-finite', ['deployments'], `${deployments} is no number of deployments`);
  }
  for (const [index, { minutes = 0 }] of incidents.entries()) {
    if (minutes >= 0 && Number.isFinite(minutes)) continue;
    throw invalidInput('performance/not-finite', ['incidents', index, 'minutes'], `${minutes} is no duration`);
  }
  const failures = incidents.filter((incident) => incident.causedByDeployment).length;
  return {
    deploymentsPerWeek: (deployments * 7) / daysBetween(start, end),
    medianLeadMinutes: median(leadTimes.map((change) => change.cycleMinutes)),
    changeFailureRate: deployments === 0 ? null : failures / deployments,
    medianRestoreMinutes: median(incidents.flatMap((incident) => incident.minutes ?? [])),
    deployments,
    changes: leadTimes.length,
    incidents: incidents.length,
  };
}
