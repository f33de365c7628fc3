import { invalidInput } from '@meritkit/core/errors';
import type { ProfileSet } from '../profiles/model.ts';
import type { Candidate } from './candidate.ts';
import { buildMatchIndex, type MatchIndex } from './columns.ts';
import type { Demand } from './demand.ts';
import type { Certainty } from './score.ts';
import { findTopCandidates, type IndexAvailability, sharesOf } from './top.ts';

/** One demand of a library with its best candidates. */
export interface DemandMatch {
  readonly demandId: string;
  readonly candidates: readonly Candidate[];
  /** How many of them are eligible. */
  readonly eligible: number;
}

/**
 * The best candidates of every demand of a library at once, on one index. The same as `rankCandidates` with that
 * limit, demand by demand.
 *
 * @throws InvalidInputError as `rankCandidates`, with the demand's place; `skills/duplicate-demand` for an id twice or
 * absent, `skills/invalid-columns` for another certainty than the index was built for.
 * @example
 * ```ts
 * import { buildProfiles, matchDemandLibrary } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({ asOf: '2026-11-22', taxonomy: { version: '1', skills: [] }, evidence: [] });
 * matchDemandLibrary({ profiles, demands: [{ id: 'promo', skills: [], experience: [{ tag: 'sale', weight: 1 }] }] });
 * // [{ demandId: 'promo', candidates: [], eligible: 0 }]
 * ```
 */
export function matchDemandLibrary(options: {
  readonly demands: readonly Demand[];
  /** Profiles, or an index already built from them. */
  readonly profiles: ProfileSet | MatchIndex;
  readonly availability?: IndexAvailability;
  /** Candidates per demand; default 10. */
  readonly limit?: number;
  /** Default `expected`, or what an index was built for. */
  readonly certainty?: Certainty;
}): readonly DemandMatch[] {
  const { demands, profiles, limit = 10 } = options;
  const index = 'levels' in profiles ? profiles : buildMatchIndex({ ...options, profiles });
  if (options.certainty !== undefined && options.certainty !== index.certainty) {
    const message = `the index was built for "${index.certainty}", not "${options.certainty}"`;
    throw invalidInput('skills/invalid-columns', ['certainty'], message);
  }
  const availability = sharesOf(index, options.availability);
  const seen = new Set<string>();
  return demands.map((demand, at) => {
    if (demand.id === undefined || seen.has(demand.id)) {
      throw invalidInput(
        'skills/duplicate-demand',
        ['demands', at, 'id'],
        'every demand of a library has an id of its own',
      );
    }
    seen.add(demand.id);
    const shares = availability === undefined ? {} : { availability };
    const candidates = findTopCandidates({ index, demand, limit, at: ['demands', at], ...shares });
    return { demandId: demand.id, candidates, eligible: candidates.filter((item) => item.eligible).length };
  });
}
