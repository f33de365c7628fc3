import { invalidInput } from '@meritkit/core/errors';
import { type Candidate, describeCandidate } from './candidate.ts';
import type { MatchIndex } from './columns.ts';
import { compileDemand, type Demand } from './demand.ts';
import { amountAt, positionOf } from './postings.ts';
import { type PersonAvailability, readAvailability, requireCount } from './rank.ts';
import { type PersonFacts, scorePerson } from './score.ts';
import { findTop } from './search.ts';

/** Free time of everyone in an index: by id, or one share per person in the index's order (NaN: unknown). */
export type IndexAvailability = readonly PersonAvailability[] | Float64Array;

/**
 * The first `limit` candidates for a demand from an index, the same as `rankCandidates` gives and to the same bits,
 * without scoring or sorting everyone: must-haves cut the lists first, and only the best few are kept.
 *
 * @throws InvalidInputError as `rankCandidates`
 * @example
 * ```ts
 * import { buildMatchIndex, buildProfiles, findTopCandidates } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * const index = buildMatchIndex({ profiles });
 * findTopCandidates({ index, demand: { skills: [{ skillId: 'go', atLeast: 5, weight: 1 }] }, limit: 10 })[0]?.fit; // 0.8
 * ```
 */
export function findTopCandidates(options: {
  readonly index: MatchIndex;
  readonly demand: Demand;
  readonly limit: number;
  readonly availability?: IndexAvailability;
  /** Where the demand stands in a larger input, for the paths of errors. */
  readonly at?: readonly (string | number)[];
}): readonly Candidate[] {
  const { index, demand, limit, at = ['demand'] } = options;
  requireCount(limit, 'limit');
  const compiled = compileDemand({ demand, taxonomy: index.taxonomy, scale: index.scale, at });
  const shares = sharesOf(index, options.availability);
  return findTop({ index, compiled, limit, shares }).map((person) =>
    describeCandidate(compiled, scorePerson(compiled, factsAt(index, person, shares))),
  );
}

/** One share per person, or undefined where no availability was given. */
export function sharesOf(index: MatchIndex, availability: IndexAvailability | undefined): Float64Array | undefined {
  if (availability === undefined) return undefined;
  if (availability instanceof Float64Array) {
    if (availability.length !== index.personIds.length || availability.some((share) => share < 0 || share > 1)) {
      throw invalidInput('skills/invalid-share', ['availability'], 'one share from 0 to 1 (or NaN) per person');
    }
    return availability;
  }
  const shares = new Float64Array(index.personIds.length).fill(Number.NaN);
  for (const [personId, share] of readAvailability(availability)) {
    const at = positionOf(index.personIds, personId);
    if (at >= 0) shares[at] = share;
  }
  return shares;
}

function factsAt(index: MatchIndex, person: number, shares: Float64Array | undefined): PersonFacts {
  const share = shares?.[person] ?? Number.NaN;
  return {
    personId: index.personIds[person]!,
    level: (skillId) => amountAt(index.levels, skillId, person),
    months: (tag) => amountAt(index.months, tag, person),
    availability: Number.isNaN(share) ? null : share,
  };
}
