import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { meanVariance, median } from '@meritkit/core/statistics';
import { baselineFor, type CapabilityBaseline } from '../capability/baseline.ts';

/** A project a person took part in, and what came of it. */
export interface ProjectRecord {
  readonly projectId: string;
  readonly role: string;
  /** Last day. */
  readonly endedOn: string;
  readonly groups: Readonly<Record<string, string>>;
  /** Such as `{ cycleWeeks: 4, bugRate: 0.015 }`; smaller is better, null is not known. */
  readonly measures: Readonly<Record<string, number | null>>;
  /** 1 to 5, where the client gave some. */
  readonly clientFeedback?: number;
}

/** A person's results of earlier cycles. */
export interface ReviewRecord {
  readonly cycleId: string;
  readonly value: number;
  readonly bandId?: string;
}

/** What a measure usually is for a person, beside what is typical for their group. */
export interface MeasureProfile {
  readonly measure: string;
  /** Those that know the measure. */
  readonly projects: number;
  /** Null where no project knows the measure. */
  readonly median: number | null;
  readonly typical: number | null;
  /** Own median over typical; below 1 is ahead. Null without a baseline, or where the typical value is 0. */
  readonly ratio: number | null;
  /** Why there is no ratio. */
  readonly unknown?: { readonly reason: 'not-recorded' | 'no-baseline' | 'typical-is-zero' };
  readonly explanation: Explanation;
}

/** Ability and performance of one person on one page. */
export interface CapabilityProfile {
  readonly personId: string;
  readonly skills: readonly { readonly skillId: string; readonly level: number }[];
  readonly roles: readonly { readonly role: string; readonly projects: number }[];
  readonly measures: readonly MeasureProfile[];
  readonly clientFeedback: { readonly mean: number; readonly projects: number } | null;
  /** Oldest first. `change` is the last result less the one before. */
  readonly reviews: readonly ReviewRecord[];
  readonly change: number | null;
}

/**
 * A person's ability and performance: skills, roles, what their work usually takes beside what is typical for their
 * level and its complexity, what clients said, and earlier results. Facts with their sources, no verdict.
 *
 * @throws InvalidInputError `performance/not-finite`; `performance/rating-out-of-scale` for a client's feedback
 * @example
 * ```ts
 * import { buildCapabilityProfile } from '@meritkit/performance-scoring';
 *
 * const profile = buildCapabilityProfile({
 *   personId: 'lin', skills: [{ skillId: 'go', level: 4 }], baselines: [],
 *   projects: [{ projectId: 'pay', role: 'lead', endedOn: '2026-06-30', groups: { level: 'senior' }, measures: { cycleWeeks: 4 }, clientFeedback: 5 }],
 *   reviews: [{ cycleId: 'q1', value: 80 }, { cycleId: 'q2', value: 84 }],
 * });
 * [profile.measures[0]?.median, profile.clientFeedback?.mean, profile.change]; // [4, 5, 4]
 * ```
 */
export function buildCapabilityProfile(options: {
  readonly personId: string;
  readonly skills: readonly { readonly skillId: string; readonly level: number }[];
  readonly projects: readonly ProjectRecord[];
  readonly reviews: readonly ReviewRecord[];
  readonly baselines: readonly CapabilityBaseline[];
}): CapabilityProfile {
  const { personId, projects, reviews, baselines } = options;
  checkRecords(projects, reviews);
  const names = [...new Set(projects.flatMap((project) => Object.keys(project.measures)))];
  const roles = [...new Set(projects.map((project) => project.role))];
  const feedback = projects.flatMap((project) => project.clientFeedback ?? []);
  const [before, last] = [reviews.at(-2), reviews.at(-1)];
  return {
    personId,
    skills: options.skills,
    roles: roles.map((role) => ({ role, projects: projects.filter((project) => project.role === role).length })),
    measures: names.map((measure) => measureProfile(measure, projects, baselines)),
    clientFeedback: feedback.length === 0 ? null : { mean: meanVariance(feedback).mean!, projects: feedback.length },
    reviews,
    change: before === undefined || last === undefined ? null : last.value - before.value,
  };
}

function checkRecords(projects: readonly ProjectRecord[], reviews: readonly ReviewRecord[]): void {
  for (const [index, { measures, clientFeedback = 1 }] of projects.entries()) {
    for (const [measure, value] of Object.entries(measures)) {
      if (value === null || Number.isFinite(value)) continue;
      throw invalidInput('performance/not-finite', ['projects', index, 'measures', measure], `${value} is no measure`);
    }
    if (!(clientFeedback >= 1 && clientFeedback <= 5)) {
      const path = ['projects', index, 'clientFeedback'];
      throw invalidInput('performance/rating-out-of-scale', path, `${clientFeedback} is not between 1 and 5`);
    }
  }
  for (const [index, { value }] of reviews.entries()) {
    if (Number.isFinite(value)) continue;
    throw invalidInput('performance/not-finite', ['reviews', index, 'value'], `${value} is no score`);
  }
}

/** Each project is compared with what is typical of its own level and complexity, so that hard work is not slow work. */
function measureProfile(
  measure: string,
  projects: readonly ProjectRecord[],
  baselines: readonly CapabilityBaseline[],
): MeasureProfile {
  const own = projects.filter((project) => typeof project.measures[measure] === 'number');
  const values = own.map((project) => project.measures[measure]!);
  const typical = own.map((project) => baselineFor({ baselines, measure, groups: project.groups })?.value ?? null);
  const known = typical.filter((value) => value !== null);
  const middle = median(values);
  const usual = known.length < own.length ? null : median(known);
  const notRecorded = { unknown: { reason: 'not-recorded' } } as const;
  const noUsual = { unknown: { reason: usual === 0 ? 'typical-is-zero' : 'no-baseline' } } as const;
  const why = middle === null ? notRecorded : usual === null || usual === 0 ? noUsual : {};
  const children = [
    given({
      key: `${measure}:median`,
      value: middle,
      population: { name: 'own projects', n: own.length },
      ...(middle === null ? notRecorded : {}),
    }),
    given({ key: `${measure}:typical`, value: usual === 0 ? null : usual, ...(usual ? {} : noUsual) }),
  ];
  const explanation = explain({ key: measure, operation: { name: 'ratio', version: 1 }, children });
  return {
    measure,
    projects: own.length,
    median: middle,
    typical: usual,
    ratio: explanation.value as number | null,
    ...why,
    explanation,
  };
}
