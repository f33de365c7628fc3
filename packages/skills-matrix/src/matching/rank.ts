import { invalidInput } from '@meritkit/core/errors';
import { compareText } from '../evidence/check.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { type Candidate, describeCandidate } from './candidate.ts';
import { type CompiledDemand, compileDemand, type Demand } from './demand.ts';
import { findLift } from './lift.ts';
import { requireOnce } from './once.ts';
import { type Certainty, factsOf, type PersonScore, scorePerson } from './score.ts';

/** How much of the needed time a person has, as a share 0..1. Whoever is not named is unknown. */
export interface PersonAvailability {
  readonly personId: string;
  readonly share: number;
}

/**
 * Ranks people for a demand: eligible first, then by fit, then by free time, then by id. Every candidate carries what
 * each requirement adds, what is missing, and an explanation that recomputes to the fit.
 *
 * Fit is a share 0..1. Without `limit` everyone is ranked.
 *
 * @throws InvalidInputError `skills/no-requirement`, `skills/weights-sum-zero`, `skills/invalid-weight`,
 * `skills/duplicate-requirement`, `skills/unknown-skill`, `skills/unknown-level`, `skills/dates-reversed`,
 * `skills/invalid-headcount`, `skills/invalid-share`, `skills/invalid-limit`, `skills/duplicate-person`
 * @example
 * ```ts
 * import { buildProfiles, rankCandidates } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * rankCandidates({ profiles, demand: { skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }] } })[0]?.fit; // 1
 * ```
 */
export function rankCandidates(options: {
  readonly profiles: ProfileSet;
  readonly demand: Demand;
  readonly availability?: readonly PersonAvailability[];
  /** Which level counts; default `expected`, the most likely one. */
  readonly certainty?: Certainty;
  /** Return only the first so many. */
  readonly limit?: number;
  /** Size of the shortlist: the others get the smallest change that would bring them onto it, and eligible (`lift`). */
  readonly shortlist?: number;
}): readonly Candidate[] {
  const { profiles, demand, certainty = 'expected', limit, shortlist } = options;
  const compiled = compileDemand({ demand, taxonomy: profiles.taxonomy, scale: profiles.scale });
  requireCount(limit, 'limit');
  requireCount(shortlist, 'shortlist');
  const shares = readAvailability(options.availability ?? []);
  const scores = profiles.people
    .filter((person) => !compiled.excluded.has(person.personId))
    .map((person) => scorePerson(compiled, factsOf(person, certainty, shares.get(person.personId) ?? null)))
    .sort(byRank);
  return scores.slice(0, limit ?? scores.length).map((score, rank) => {
    const candidate = describeCandidate(compiled, score);
    return shortlist === undefined
      ? candidate
      : { ...candidate, lift: liftOf(compiled, scores, score, rank, shortlist) };
  });
}

function liftOf(
  compiled: CompiledDemand,
  scores: readonly PersonScore[],
  score: PersonScore,
  rank: number,
  shortlist: number,
) {
  if (rank < shortlist && score.eligible) return null;
  const last = scores[shortlist - 1];
  if (rank < shortlist || last === undefined || !last.eligible)
    return findLift(compiled, score, { fit: -1, winsTie: true });
  return findLift(compiled, score, { fit: last.fit, winsTie: byTie(score, last) < 0 });
}

/** The order of a ranking. */
export function byRank(left: PersonScore, right: PersonScore): number {
  if (left.eligible !== right.eligible) return left.eligible ? -1 : 1;
  return right.fit - left.fit || byTie(left, right);
}

function byTie(left: PersonScore, right: PersonScore): number {
  return (right.availability ?? -1) - (left.availability ?? -1) || compareText(left.personId, right.personId);
}

/** Shares of free time by person. */
export function readAvailability(availability: readonly PersonAvailability[]): ReadonlyMap<string, number> {
  requireOnce(availability, ['availability']);
  for (const [index, { share }] of availability.entries()) {
    if (!(share >= 0 && share <= 1)) {
      throw invalidInput(
        'skills/invalid-share',
        ['availability', index, 'share'],
        `${share} is not a share from 0 to 1`,
      );
    }
  }
  return new Map(availability.map(({ personId, share }) => [personId, share]));
}

/** Refuses a count that is no whole number of at least one. */
export function requireCount(count: number | undefined, name: string): void {
  if (count !== undefined && !(Number.isInteger(count) && count >= 1)) {
    throw invalidInput('skills/invalid-limit', [name], `${count} is not a whole number of 1 or more`);
  }
}
