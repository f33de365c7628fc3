import { invalidInput } from '@meritkit/core/errors';
import type { ScaleRange } from '../scale/scale.ts';
import { type EvidenceSource, evidenceSources } from './model.ts';

/** What a policy's numbers lie between, so that every weight and every sum of weights stays a number. */
const LEAST = 1e-6;
const MOST = 1e9;

/** How far one source is believed. */
export interface SourceReliability {
  /** Precision (1 / variance, in levels) of one fresh piece of evidence of full weight. */
  readonly precision: number;
  /** The most that all evidence of this source together may weigh, so that 500 commits do not make a master. */
  readonly precisionCap: number;
  /** Days after which evidence weighs half; null: it does not fade. */
  readonly halfLifeDays: number | null;
}

/** How evidence turns into a level. Change it as a whole: a profile names the policy's id and version. */
export interface EvidencePolicy {
  readonly id: string;
  readonly version: number;
  readonly sources: Readonly<Record<EvidenceSource, SourceReliability>>;
  /**
   * Groups of sources, strongest first: of the groups named, only the first with live evidence counts. Sources in no
   * group always count. Absent: all sources count together.
   */
  readonly precedence?: readonly (readonly EvidenceSource[])[];
  /** What is believed before any evidence; null: nothing, so that one rating of 4 gives the level 4. */
  readonly prior: { readonly mean: number; readonly precision: number } | null;
}

/**
 * The default policy: one manager rating is trusted to about 0.7 of a level, a self rating to 1.4, an assessment to
 * 0.5. See the method page for where the numbers come from and how to set your own.
 *
 * @example
 * ```ts
 * import { defaultEvidencePolicy } from '@meritkit/skills-matrix';
 *
 * defaultEvidencePolicy.sources['manager-rating'].precision; // 2
 * ```
 */
export const defaultEvidencePolicy: EvidencePolicy = {
  id: 'skills/default-policy',
  version: 1,
  sources: {
    assessment: { precision: 4, precisionCap: 8, halfLifeDays: 730 },
    certificate: { precision: 1.5, precisionCap: 3, halfLifeDays: 1095 },
    contribution: { precision: 0.05, precisionCap: 1, halfLifeDays: 365 },
    course: { precision: 0.5, precisionCap: 1, halfLifeDays: 730 },
    endorsement: { precision: 1, precisionCap: 2, halfLifeDays: 730 },
    'manager-rating': { precision: 2, precisionCap: 6, halfLifeDays: 730 },
    project: { precision: 1, precisionCap: 4, halfLifeDays: 1095 },
    'self-rating': { precision: 0.5, precisionCap: 1, halfLifeDays: 365 },
  },
  prior: null,
};

/**
 * Refuses a policy that would poison a level: a source that is missing, a precision or a half-life not above zero or
 * beyond all sense, a prior off the scale, a source in two groups of precedence.
 *
 * @throws InvalidInputError `skills/invalid-policy`
 */
export function checkPolicy(policy: EvidencePolicy, range: ScaleRange): void {
  for (const source of evidenceSources) {
    const path = ['policy', 'sources', source];
    const reliability: EvidencePolicy['sources'][EvidenceSource] | undefined = policy.sources[source];
    if (reliability === undefined) throw invalidInput('skills/invalid-policy', path, `"${source}" is missing`);
    const { precision, precisionCap, halfLifeDays } = reliability;
    requirePositive(precision, [...path, 'precision']);
    requirePositive(precisionCap, [...path, 'precisionCap']);
    if (halfLifeDays !== null) requirePositive(halfLifeDays, [...path, 'halfLifeDays']);
  }
  if (policy.prior !== null) {
    requirePositive(policy.prior.precision, ['policy', 'prior', 'precision']);
    const { mean } = policy.prior;
    if (!(mean >= range.lowest && mean <= range.highest)) {
      const message = `the mean ${mean} is not within ${range.lowest}..${range.highest}`;
      throw invalidInput('skills/invalid-policy', ['policy', 'prior', 'mean'], message);
    }
  }
  const named = (policy.precedence ?? []).flat();
  const twice = named.find((source, index) => named.indexOf(source) !== index);
  if (twice !== undefined) {
    throw invalidInput('skills/invalid-policy', ['policy', 'precedence'], `"${twice}" stands in two groups`);
  }
}

function requirePositive(value: number, path: readonly (string | number)[]): void {
  if (!(value >= LEAST && value <= MOST)) {
    throw invalidInput('skills/invalid-policy', path, `${value} is not from ${LEAST} to ${MOST}`);
  }
}
