import type { IsoDate } from '@meritkit/core/dates';
import type { Evidence } from '../evidence/model.ts';
import { collectStatistics, type EvidenceSettings } from './collect.ts';
import { finishProfiles } from './finish.ts';
import type { ProfileSet } from './model.ts';

/**
 * Everyone's skill profile as of a day, from all evidence up to it: per skill a level with its uncertainty, experience
 * by tag, certificates by their state. The order of the evidence does not matter, to the last bit.
 *
 * Levels are on the scale (default 0..5), months and days as named. Method: docs/explanation/skills-matrix-profiles.md.
 *
 * @throws InvalidInputError `skills/unknown-skill`, `skills/unknown-level`, `skills/duplicate-evidence`,
 * `skills/dates-reversed`, `skills/self-endorsement`, `skills/invalid-evidence`, `skills/invalid-policy`,
 * `skills/invalid-scale`, `skills/invalid-taxonomy`, `core/not-a-date`
 * @example
 * ```ts
 * import { buildProfiles } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * profiles.people[0]?.skills[0]?.level; // 4
 * ```
 */
export function buildProfiles(
  options: EvidenceSettings & {
    readonly evidence: readonly Evidence[];
    readonly asOf: IsoDate;
  },
): ProfileSet {
  return finishProfiles({ ...options, statistics: collectStatistics(options) });
}
