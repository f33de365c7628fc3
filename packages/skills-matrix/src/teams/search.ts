import { findGoodTeam } from './heuristic.ts';
import { findPrices, reducedCosts } from './prices.ts';
import { costOf, isCovered, type TeamChoice, type TeamProblem, worthwhile } from './problem.ts';

const SLACK = 1e-9;

/** What the search found: the best teams, cheapest first, and how far the first can be from the optimum. */
export interface TeamSearch {
  readonly teams: readonly TeamChoice[];
  /** No team costs less than this. */
  readonly bound: number;
  /** False where the search stopped at its limit. */
  readonly complete: boolean;
}

interface State {
  readonly problem: TeamProblem;
  readonly people: readonly number[];
  readonly byGroup: readonly (readonly number[])[];
  readonly wanted: number;
  readonly maximumNodes: number;
  readonly pool: TeamChoice[];
  /** Prices from the relaxation without groups: a first bound for every split. */
  readonly prices: readonly number[];
  readonly sums: readonly (readonly number[])[];
  nodes: number;
  open: number;
}

/**
 * The `wanted` cheapest teams by branch and bound: first how many come from each group (which settles the distances),
 * then who. Bounds are Lagrangian. Stops after `maximumNodes`, with the lowest bound of what it left.
 */
export function searchTeams(options: {
  readonly problem: TeamProblem;
  readonly wanted: number;
  readonly maximumNodes: number;
}): TeamSearch {
  const { problem, wanted, maximumNodes } = options;
  const people = worthwhile(problem, wanted - 1);
  const prices = findPrices(
    problem,
    people,
    null,
    problem.needs.map(() => 0),
  );
  const byGroup = problem.distances.map((_, group) => people.filter((person) => problem.groups[person] === group));
  const good = findGoodTeam(problem, people);
  const pool = good === null ? [] : [good];
  const sums = byGroup.map((members) => prefixSums(members, reducedCosts(problem, prices), problem.size));
  const state: State = {
    problem,
    people,
    byGroup,
    wanted,
    maximumNodes,
    pool,
    prices,
    sums,
    nodes: 0,
    open: Number.POSITIVE_INFINITY,
  };
  splitGroups(state, []);
  const best = state.pool[0]?.cost ?? Number.POSITIVE_INFINITY;
  return { teams: state.pool, bound: Math.min(best, state.open), complete: state.open === Number.POSITIVE_INFINITY };
}

/** Sums of the 0, 1, 2 ... smallest reduced costs of a group; as many as the team can take. */
function prefixSums(members: readonly number[], reduced: Float64Array, size: number): readonly number[] {
  const sorted = members.map((person) => reduced[person]!).sort((a, b) => a - b);
  const sums = [0];
  for (const value of sorted.slice(0, size)) sums.push(sums[sums.length - 1]! + value);
  return sums;
}

/** What a team must cost less than to be of interest, by more than rounding whatever the unit of cost. */
function cutoff(state: State): number {
  const worst = state.pool[state.wanted - 1];
  return worst === undefined ? Number.POSITIVE_INFINITY : worst.cost - SLACK * Math.min(1, worst.cost);
}

/** False where a branch is not worth entering; one left for lack of nodes stays in the bound. */
function enter(state: State, bound: number): boolean {
  if (bound >= cutoff(state)) return false;
  if (state.nodes >= state.maximumNodes) {
    state.open = Math.min(state.open, bound);
    return false;
  }
  state.nodes += 1;
  return true;
}

/** Decides group after group how many people come from it, the most promising number first. */
function splitGroups(state: State, counts: readonly number[]): void {
  const { problem, byGroup } = state;
  const placed = counts.reduce((sum, count) => sum + count, 0);
  if (counts.length === byGroup.length) {
    if (placed === problem.size) chooseWithin(state, counts);
    return;
  }
  const most = Math.min(problem.size - placed, byGroup[counts.length]!.length);
  const options = Array.from({ length: most + 1 }, (_, count) => {
    const next = [...counts, count];
    return { next, bound: splitBound(state, next) };
  });
  options.sort((left, right) => left.bound - right.bound);
  for (const { next, bound } of options) if (enter(state, bound)) splitGroups(state, next);
}

/** Bound of a partial split: distances among decided groups, the cheapest people by reduced cost, prices of all needs. */
function splitBound(state: State, counts: readonly number[]): number {
  const { problem, prices, sums } = state;
  const { distances } = problem;
  let bound = problem.needs.reduce((sum, need, bit) => sum + need * prices[bit]!, 0);
  let placed = 0;
  for (const [group, count] of counts.entries()) {
    const held = sums[group]![count];
    if (held === undefined) return Number.POSITIVE_INFINITY;
    placed += count;
    bound += held + (distances[group]![group]! * count * (count - 1)) / 2;
    for (let other = 0; other < group; other += 1) bound += distances[group]![other]! * count * counts[other]!;
  }
  const offers: number[] = [];
  for (let group = counts.length; group < sums.length; group += 1) {
    const apart = counts.reduce((sum, count, other) => sum + count * distances[group]![other]!, 0);
    const held = sums[group]!;
    for (let count = 1; count < held.length; count += 1) offers.push(held[count]! - held[count - 1]! + apart);
  }
  const missing = problem.size - placed;
  if (offers.length < missing) return Number.POSITIVE_INFINITY;
  offers.sort((a, b) => a - b);
  for (let at = 0; at < missing; at += 1) bound += offers[at]!;
  return bound;
}

interface Within {
  readonly state: State;
  readonly prices: readonly number[];
  readonly distance: number;
  readonly members: number[];
  readonly banned: Uint8Array;
  readonly left: number[];
  readonly lack: number[];
}

/** With the split settled, distances are a constant: chooses the people. */
function chooseWithin(state: State, counts: readonly number[]): void {
  const { problem } = state;
  const prices = findPrices(problem, state.people, counts, state.prices);
  let distance = 0;
  for (const [group, count] of counts.entries()) {
    distance += (problem.distances[group]![group]! * count * (count - 1)) / 2;
    for (let other = 0; other < group; other += 1)
      distance += problem.distances[group]![other]! * count * counts[other]!;
  }
  const banned = new Uint8Array(problem.costs.length);
  const within: Within = { state, prices, distance, members: [], banned, left: [...counts], lack: [...problem.needs] };
  if (enter(state, withinBound(within))) branch(within);
}

/** Cost so far, the prices of what is lacking, and the cheapest people by what they would still give. */
function withinBound(within: Within): number {
  const { state, prices, members, banned, left, lack } = within;
  const { problem, byGroup } = state;
  let bound = within.distance;
  for (const member of members) bound += problem.costs[member]!;
  let open = 0;
  for (const [bit, missing] of lack.entries()) {
    if (missing === 0) continue;
    open |= 1 << bit;
    bound += missing * prices[bit]!;
  }
  for (const [group, slots] of left.entries()) {
    if (slots === 0) continue;
    const smallest: number[] = [];
    for (const person of byGroup[group]!) {
      if (banned[person] === 1) continue;
      let cost = problem.costs[person]!;
      const mask = problem.covers[person]! & open;
      for (let bit = 0; mask >> bit !== 0; bit += 1) if ((mask >> bit) & 1) cost -= prices[bit]!;
      insertSmallest(smallest, cost, slots);
    }
    if (smallest.length < slots) return Number.POSITIVE_INFINITY;
    for (const cost of smallest) bound += cost;
  }
  return bound;
}

function insertSmallest(smallest: number[], value: number, size: number): void {
  if (smallest.length === size && value >= smallest[size - 1]!) return;
  let at = smallest.length;
  while (at > 0 && smallest[at - 1]! > value) at -= 1;
  smallest.splice(at, 0, value);
  if (smallest.length > size) smallest.pop();
}

/** Takes one person after another for the need with the fewest people left, each then banned for the branches after. */
function branch(within: Within): void {
  const { state, members, banned, left, lack } = within;
  const { problem } = state;
  if (members.length === problem.size) {
    if (lack.every((missing) => missing === 0)) remember(state, members);
    return;
  }
  const candidates = nextCandidates(within);
  if (candidates === null) return;
  for (const person of candidates) {
    const mask = problem.covers[person]!;
    const before = [...lack];
    banned[person] = 1;
    members.push(person);
    left[problem.groups[person]!]! -= 1;
    for (let bit = 0; bit < lack.length; bit += 1) if ((mask >> bit) & 1) lack[bit] = Math.max(0, lack[bit]! - 1);
    if (enter(state, withinBound(within))) branch(within);
    members.pop();
    left[problem.groups[person]!]! += 1;
    for (const [bit, missing] of before.entries()) lack[bit] = missing;
    if (withinBound(within) >= cutoff(state)) {
      // With this person banned, what is left here can no longer be cheap enough.
      for (const other of candidates.slice(0, candidates.indexOf(person) + 1)) banned[other] = 0;
      return;
    }
  }
  for (const person of candidates) banned[person] = 0;
}

/** People who could take the next place; null where some need can no longer be covered. */
function nextCandidates({ state, prices, banned, left, lack }: Within): readonly number[] | null {
  const { problem, people } = state;
  const free = people.filter((person) => banned[person] === 0 && left[problem.groups[person]!]! > 0);
  let best: readonly number[] | null = null;
  for (const [bit, missing] of lack.entries()) {
    if (missing === 0) continue;
    const able = free.filter((person) => (problem.covers[person]! >> bit) & 1);
    if (able.length < missing) return null;
    if (best === null || able.length < best.length) best = able;
  }
  const group = left.findIndex((slots) => slots > 0);
  const candidates = best ?? free.filter((person) => problem.groups[person] === group);
  const open = lack.reduce((mask, missing, bit) => (missing > 0 ? mask | (1 << bit) : mask), 0);
  const reduced = (person: number): number =>
    prices.reduce(
      (cost, price, bit) => (((problem.covers[person]! & open) >> bit) & 1 ? cost - price : cost),
      problem.costs[person]!,
    );
  const keyed = candidates.map((person) => ({ person, cost: reduced(person) }));
  return keyed.sort((a, b) => a.cost - b.cost || a.person - b.person).map((item) => item.person);
}

/** Keeps a team among the best, each set of people once. */
function remember(state: State, chosen: readonly number[]): void {
  const members = [...chosen].sort((a, b) => a - b);
  const same = state.pool.some((team) => team.members.every((member, at) => member === members[at]));
  if (same || !isCovered(state.problem, members)) return;
  state.pool.push({ members, cost: costOf(state.problem, members) });
  state.pool.sort((left, right) => left.cost - right.cost || compareMembers(left.members, right.members));
  if (state.pool.length > state.wanted) state.pool.pop();
}

function compareMembers(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((member, index) => member !== right[index]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}
