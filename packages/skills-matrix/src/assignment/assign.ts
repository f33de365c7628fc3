import { invalidInput } from '@meritkit/core/errors';
import { type Explanation, explain } from '@meritkit/core/explanation';
import { compareText } from '../evidence/check.ts';
import { type Candidate, describeCandidate } from '../matching/candidate.ts';
import { buildMatchIndex } from '../matching/columns.ts';
import { type CompiledDemand, compileDemand, type Demand } from '../matching/demand.ts';
import { requireOnce } from '../matching/once.ts';
import { type PersonAvailability, readAvailability } from '../matching/rank.ts';
import { type Certainty, factsOf, scorePerson } from '../matching/score.ts';
import { fitsOf } from '../matching/search.ts';
import { sharesOf } from '../matching/top.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { placeUnits } from './flow.ts';

/** Who was given to a demand. */
export interface DemandAssignment {
  readonly demandId: string;
  readonly people: readonly Candidate[];
  /** Places that nobody could take. */
  readonly unfilled: number;
}

/** The answer of `assignPeople`: a row per demand, in the order given. */
export interface PeopleAssignment {
  readonly assignments: readonly DemandAssignment[];
  /** Sum of all fits: as high as it can be under the objective. */
  readonly totalFit: number;
  readonly explanation: Explanation;
}

/**
 * Gives people to demands so that the sum of fits is as high as it can be: each demand up to its headcount, each
 * person up to their capacity (1), nobody twice in one demand, only who is eligible. Exact.
 *
 * Method: minimum cost flow by successive shortest paths (docs/explanation/skills-matrix-teams.md).
 *
 * The order of demands settles nothing: where two ways are equally good, ids do.
 *
 * @throws InvalidInputError as `rankCandidates`; `skills/duplicate-demand`, `skills/invalid-capacity`
 * @example
 * ```ts
 * import { assignPeople, buildProfiles } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * assignPeople({ profiles, demands: [{ id: 'promo', skills: [{ skillId: 'go', atLeast: 3, weight: 1 }] }] }).totalFit; // 1
 * ```
 */
export function assignPeople(options: {
  readonly demands: readonly Demand[];
  readonly profiles: ProfileSet;
  /** How many demands a person can take; 1 for whoever is not named. */
  readonly capacities?: readonly { readonly personId: string; readonly demands: number }[];
  readonly availability?: readonly PersonAvailability[];
  readonly certainty?: Certainty;
  /** `total-fit` (default); `most-filled`: first as many places as possible, then the sum of fits. */
  readonly objective?: 'total-fit' | 'most-filled';
}): PeopleAssignment {
  const { profiles, capacities = [], certainty = 'expected', objective = 'total-fit' } = options;
  const shares = readAvailability(options.availability ?? []);
  const given = options.demands.map((demand, at) =>
    compileDemand({ demand, taxonomy: profiles.taxonomy, scale: profiles.scale, at: ['demands', at] }),
  );
  requireIds(options.demands);
  const compiled = given.toSorted((a, b) => compareText(a.demand.id!, b.demand.id!));
  const demands = compiled.map((item) => item.demand);
  const capacity = readCapacities(capacities);
  const index = buildMatchIndex({ profiles, certainty });
  const columnOfShares = sharesOf(index, options.availability);
  // More places than people stay empty whatever is done.
  const needs = demands.map((demand) => Math.min(demand.headcount ?? 1, profiles.people.length));
  const places = needs.reduce((sum, need) => sum + need, 0);
  const costs = compiled.map((demand) =>
    fitsOf({ index, compiled: demand, shares: columnOfShares }).map((fit) =>
      Number.isNaN(fit) ? Number.POSITIVE_INFINITY : 1 - fit,
    ),
  );
  const describe = (demand: CompiledDemand, at: number): Candidate => {
    const person = profiles.people[at]!;
    const facts = factsOf(person, certainty, shares.get(person.personId) ?? null);
    return describeCandidate(demand, scorePerson(demand, facts));
  };
  const columns = placeUnits({
    needs,
    capacities: profiles.people.map((person) => capacity.get(person.personId) ?? 1),
    costs,
    unplacedCost: objective === 'total-fit' ? 1 : 1 + places,
  });
  const assignments = demands.map((demand, at) => ({
    demandId: demand.id!,
    people: columns[at]!.map((person) => describe(compiled[at]!, person)),
    unfilled: (demand.headcount ?? 1) - columns[at]!.length,
  }));
  const explanation = explainTotal(assignments);
  const byId = new Map(assignments.map((item) => [item.demandId, item]));
  return {
    assignments: options.demands.map(({ id }) => byId.get(id!)!),
    totalFit: Number(explanation.value),
    explanation,
  };
}

function readCapacities(
  capacities: readonly { readonly personId: string; readonly demands: number }[],
): ReadonlyMap<string, number> {
  for (const [at, { demands }] of capacities.entries()) {
    if (!(Number.isInteger(demands) && demands >= 0)) {
      const message = `${demands} is not a number of demands`;
      throw invalidInput('skills/invalid-capacity', ['capacities', at, 'demands'], message);
    }
  }
  requireOnce(capacities, ['capacities']);
  return new Map(capacities.map((item) => [item.personId, item.demands]));
}

function requireIds(demands: readonly Demand[]): void {
  const seen = new Set<string>();
  for (const [at, { id }] of demands.entries()) {
    if (id === undefined || seen.has(id)) {
      throw invalidInput('skills/duplicate-demand', ['demands', at, 'id'], 'every demand has an id of its own');
    }
    seen.add(id);
  }
}

function explainTotal(assignments: readonly DemandAssignment[]): Explanation {
  return explain({
    key: 'total-fit',
    operation: { name: 'sum', version: 1 },
    children: assignments.flatMap(({ demandId, people }) =>
      people.map((candidate) => ({ ...candidate.explanation, key: `${demandId}:${candidate.personId}` })),
    ),
  });
}
