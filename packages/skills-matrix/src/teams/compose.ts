import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { compareText } from '../evidence/check.ts';
import { compileDemand, type Demand } from '../matching/demand.ts';
import { requireOnce } from '../matching/once.ts';
import { requireCount } from '../matching/rank.ts';
import { type Certainty, factsOf, scorePerson } from '../matching/score.ts';
import type { PersonProfile, ProfileSet } from '../profiles/model.ts';
import { distanceOf, MAXIMUM_NEEDS, type TeamChoice, type TeamProblem } from './problem.ts';
import { searchTeams } from './search.ts';

/** What a team may cost, and how it is searched for. Costs are in one unit of the caller's choice. */
export interface TeamLimits {
  /** How many people; default: the demand's headcount. */
  readonly size?: number;
  /** Each person's own cost. Given: whoever is not named is left out, since their cost is unknown. */
  readonly costs?: readonly { readonly personId: string; readonly cost: number }[];
  /** Each person's load, 0..1 and above. Given: whoever is not named is left out. */
  readonly loads?: readonly { readonly personId: string; readonly load: number }[];
  /** Cost of one full load; default 1. */
  readonly loadCost?: number;
  /** Each person's team, site or time zone. Whoever is not named is a group by themselves. */
  readonly groups?: readonly { readonly personId: string; readonly group: string }[];
  /** Cost of each pair of people of two different groups; default 0. */
  readonly distanceCost?: number;
  /** Other distances than 1 between two groups (or within one, where it is 0). */
  readonly distances?: readonly { readonly between: readonly [string, string]; readonly distance: number }[];
  /** How many other teams to name; each differs in at least one person. Default 2. */
  readonly alternatives?: number;
  /** Steps of search after which the best so far is returned with its gap; default 50,000. */
  readonly maximumNodes?: number;
  readonly certainty?: Certainty;
}

/** One team. */
export interface Team {
  readonly people: readonly { readonly personId: string; readonly covers: readonly string[] }[];
  readonly cost: number;
  readonly explanation: Explanation;
}

/** The answer of `composeTeam`. */
export interface ComposedTeam {
  readonly team: Team;
  readonly alternatives: readonly Team[];
  /** No team costs less than this. */
  readonly bound: number;
  /** How far the team can be from the optimum, as a share of its cost; 0: it is the optimum. */
  readonly gap: number;
  readonly optimal: boolean;
  /** True: the alternatives are the next cheapest teams there are. */
  readonly alternativesComplete: boolean;
  /** People left out because their cost or load is unknown. */
  readonly leftOut: readonly string[];
}

/** Why there is no team. */
export type TeamRejection =
  | Rejection<'skills/nobody-covers', { readonly requirement: string; readonly needed: number; readonly found: number }>
  | Rejection<'skills/too-few-people', { readonly needed: number; readonly found: number }>
  | Rejection<'skills/no-team', { readonly size: number; readonly searchedAll: boolean }>;

/**
 * The cheapest team of a size that covers every must-have of a demand: own costs, load and the distance between its
 * people. Exact where the search ends (`optimal`), else with a proven gap.
 *
 * Method: branch and bound over the split among groups, then over people, with Lagrangian bounds
 * (docs/explanation/skills-matrix-teams.md).
 *
 * Free time asked for in the demand is not looked at: give `loads`, or exclude who has none.
 *
 * @throws InvalidInputError as `rankCandidates`; `skills/invalid-limit`, `skills/invalid-cost`, `skills/too-many-needs`,
 * `skills/duplicate-person`
 * @example
 * ```ts
 * import { buildProfiles, composeTeam } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({
 *   asOf: '2026-11-22',
 *   taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] },
 *   evidence: [{ id: 'e1', personId: 'lin', kind: 'manager-rating', skillId: 'go', level: 4, at: '2026-09-30' }],
 * });
 * const answer = composeTeam({
 *   profiles,
 *   demand: { skills: [{ skillId: 'go', atLeast: 3, weight: 1, must: true }], headcount: 1 },
 *   limits: { costs: [{ personId: 'lin', cost: 800 }] },
 * });
 * answer.ok && answer.team.cost; // 800
 * ```
 */
export function composeTeam(options: {
  readonly demand: Demand;
  readonly profiles: ProfileSet;
  readonly limits?: TeamLimits;
}): Outcome<ComposedTeam, TeamRejection> {
  const { demand, profiles, limits = {} } = options;
  const size = limits.size ?? demand.headcount ?? 1;
  const { alternatives = 2, maximumNodes = 50_000 } = limits;
  requireCount(size, 'limits.size');
  requireCount(maximumNodes, 'limits.maximumNodes');
  requireCount(alternatives + 1, 'limits.alternatives');
  const setting = readProblem(demand, profiles, limits, size);
  const refusal = refuseEarly(setting);
  if (refusal !== null) return refusal;
  const first = searchTeams({ problem: setting.problem, wanted: 1, maximumNodes });
  const best = first.teams[0];
  if (best === undefined) return reject('skills/no-team', { size, searchedAll: first.complete });
  const bound = Math.max(0, first.bound);
  const more =
    alternatives === 0 ? first : searchTeams({ problem: setting.problem, wanted: alternatives + 1, maximumNodes });
  const others = more.teams.filter((team) => team.members.some((member, at) => member !== best.members[at]));
  return {
    ok: true,
    team: describeTeam(setting, best),
    alternatives: others.slice(0, alternatives).map((team) => describeTeam(setting, team)),
    bound,
    gap: best.cost === 0 ? 0 : (best.cost - bound) / best.cost,
    optimal: first.complete,
    alternativesComplete: more.complete,
    leftOut: setting.leftOut,
  };
}

interface Setting {
  readonly problem: TeamProblem;
  readonly people: readonly PersonProfile[];
  readonly keys: readonly string[];
  readonly costs: readonly number[];
  readonly loads: readonly number[];
  readonly leftOut: readonly string[];
}

function readProblem(demand: Demand, profiles: ProfileSet, limits: TeamLimits, size: number): Setting {
  const compiled = compileDemand({ demand, taxonomy: profiles.taxonomy, scale: profiles.scale });
  const musts = compiled.terms.filter((term) => term.must && term.kind !== 'availability');
  if (musts.length > MAXIMUM_NEEDS) {
    throw invalidInput(
      'skills/too-many-needs',
      ['demand', 'skills'],
      `a team covers up to ${MAXIMUM_NEEDS} must-haves`,
    );
  }
  const cost = amountsOf(
    limits.costs?.map(({ personId, cost: amount }) => ({ personId, amount })),
    'costs',
  );
  const load = amountsOf(
    limits.loads?.map(({ personId, load: amount }) => ({ personId, amount })),
    'loads',
  );
  const { loadCost = 1 } = limits;
  requireAmount(loadCost, ['limits', 'loadCost']);
  const isPriced = (id: string): boolean => (cost === null || cost.has(id)) && (load === null || load.has(id));
  const considered = profiles.people.filter((person) => !compiled.excluded.has(person.personId));
  const people = considered.filter((person) => isPriced(person.personId));
  const costs = people.map((person) => cost?.get(person.personId) ?? 0);
  const loads = people.map((person) => (load?.get(person.personId) ?? 0) * loadCost);
  const covers = people.map((person) => {
    const { terms } = scorePerson(compiled, factsOf(person, limits.certainty ?? 'expected', null));
    const met = terms.filter((item) => musts.includes(item.term)).map((item) => item.met);
    return met.reduce((mask, isMet, bit) => (isMet ? mask | (1 << bit) : mask), 0);
  });
  const wanted = new Map(demand.skills.map((item) => [item.skillId, item.people ?? 1]));
  const needs = musts.map((term) => (term.kind === 'skill' ? (wanted.get(term.key) ?? 1) : 1));
  const problem = {
    size,
    costs: costs.map((own, at) => own + loads[at]!),
    covers,
    needs,
    ...readGroups(people, limits),
  };
  const leftOut = considered.filter((person) => !isPriced(person.personId)).map((person) => person.personId);
  return { problem, people, keys: musts.map((term) => term.key), costs, loads, leftOut };
}

function amountsOf(
  rows: readonly { readonly personId: string; readonly amount: number }[] | undefined,
  name: string,
): ReadonlyMap<string, number> | null {
  if (rows === undefined) return null;
  for (const [at, { amount }] of rows.entries()) requireAmount(amount, ['limits', name, at]);
  requireOnce(rows, ['limits', name]);
  return new Map(rows.map(({ personId, amount }) => [personId, amount]));
}

function requireAmount(amount: number, path: readonly (string | number)[]): void {
  if (!(amount >= 0 && Number.isFinite(amount))) {
    throw invalidInput('skills/invalid-cost', path, `${amount} is not a number of 0 or more`);
  }
}

function readGroups(people: readonly PersonProfile[], limits: TeamLimits): Pick<TeamProblem, 'groups' | 'distances'> {
  const { distanceCost = 0, groups = [] } = limits;
  requireAmount(distanceCost, ['limits', 'distanceCost']);
  requireOnce(groups, ['limits', 'groups']);
  const special = readDistances(limits.distances ?? []);
  // Without a cost of distance, groups say nothing: everybody is in one.
  if (distanceCost === 0) return { groups: people.map(() => 0), distances: [[0]] };
  const named = new Map(groups.map((item) => [item.personId, item.group]));
  const own = people.map((person) => named.get(person.personId) ?? null);
  // Whoever is a group by themselves is as far from everybody as another such person: they can stand together in one
  // group that is apart within, which keeps the groups few.
  const names = [...new Set(own)].sort((left, right) =>
    left === null || right === null ? Number(left !== null) - Number(right !== null) : compareText(left, right),
  );
  const numbers = new Map(names.map((name, at) => [name, at]));
  const apart = (left: string | null, right: string | null): number =>
    left === null || right === null ? 1 : (special.get(pairKey(left, right)) ?? (left === right ? 0 : 1));
  const distances = names.map((left) => names.map((right) => distanceCost * apart(left, right)));
  return { groups: own.map((name) => numbers.get(name)!), distances };
}

function pairKey(left: string, right: string): string {
  return JSON.stringify(left < right ? [left, right] : [right, left]);
}

function readDistances(rows: NonNullable<TeamLimits['distances']>): ReadonlyMap<string, number> {
  const special = new Map<string, number>();
  for (const [at, { between, distance }] of rows.entries()) {
    requireAmount(distance, ['limits', 'distances', at, 'distance']);
    const key = pairKey(...between);
    if ((special.get(key) ?? distance) !== distance) {
      const message = `two distances are given between ${between.join(' and ')}`;
      throw invalidInput('skills/invalid-cost', ['limits', 'distances', at], message);
    }
    special.set(key, distance);
  }
  return special;
}

function refuseEarly({ problem, keys }: Setting): { readonly ok: false; readonly rejection: TeamRejection } | null {
  for (const [bit, needed] of problem.needs.entries()) {
    const found = problem.covers.filter((mask) => (mask >> bit) & 1).length;
    if (found < needed) return reject('skills/nobody-covers', { requirement: keys[bit]!, needed, found });
  }
  const found = problem.costs.length;
  return found < problem.size ? reject('skills/too-few-people', { needed: problem.size, found }) : null;
}

function describeTeam(setting: Setting, choice: TeamChoice): Team {
  const { problem, people, keys, costs, loads } = setting;
  const sumOf = (key: string, values: readonly number[]): Explanation =>
    explain({
      key,
      operation: { name: 'sum', version: 1 },
      children: choice.members.map((member) => given({ key: people[member]!.personId, value: values[member]! })),
    });
  const explanation = explain({
    key: 'team-cost',
    operation: { name: 'sum', version: 1 },
    children: [
      sumOf('own-cost', costs),
      sumOf('load-cost', loads),
      given({ key: 'distance-cost', value: distanceOf(problem, choice.members) }),
    ],
  });
  return {
    people: choice.members.map((member) => ({
      personId: people[member]!.personId,
      covers: keys.filter((_, bit) => (problem.covers[member]! >> bit) & 1),
    })),
    cost: Number(explanation.value),
    explanation,
  };
}
