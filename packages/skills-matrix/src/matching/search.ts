import { MEETS_TOLERANCE } from '../profiles/operations.ts';
import type { MatchIndex, PostingLists } from './columns.ts';
import type { CompiledDemand, RequirementTerm } from './demand.ts';
import { raiseChosen, raiseEveryone, sliceOf, unionOf } from './postings.ts';
import { createShortlist } from './shortlist.ts';

/** What a person has themselves is known whatever it is; what a neighbour lends is something only above zero. */
const OWN = Number.NEGATIVE_INFINITY;

/** What is looked for in an index. */
export interface Search {
  readonly index: MatchIndex;
  readonly compiled: CompiledDemand;
  readonly limit: number;
  /** Free time by person; NaN: unknown. */
  readonly shares: Float64Array | undefined;
}

/** Numbers of the best people in the order of the ranking. */
export function findTop(search: Search): readonly number[] {
  const { index, compiled, limit } = search;
  const musts = compiled.terms.filter((term) => term.must);
  if (musts.length === 0) return findAmongLikely(search) ?? pick(search, sumsOf(search, null), null, limit);
  const eligible = withoutExcluded(search, eligiblePeople(search, musts));
  const first = pick(search, sumsOf(search, eligible), eligible, limit);
  if (first.length === limit || first.length === index.personIds.length) return first;
  const taken = new Set(eligible);
  const everyone = Uint32Array.from({ length: index.personIds.length }, (_, person) => person);
  const rest = withoutExcluded(
    search,
    everyone.filter((person) => !taken.has(person)),
  );
  return [...first, ...pick(search, sumsOf(search, rest), rest, limit - first.length)];
}

/** Everyone's fit, to the bits of `scorePerson`; NaN for whoever is not eligible, or excluded. */
export function fitsOf(search: Omit<Search, 'limit'>): Float64Array {
  const { index, compiled } = search;
  const musts = compiled.terms.filter((term) => term.must);
  const chosen = musts.length === 0 ? null : eligiblePeople(search, musts);
  const sums = sumsOf(search, chosen);
  const fits = new Float64Array(index.personIds.length).fill(Number.NaN);
  for (let at = 0; at < sums.length; at += 1) {
    const person = chosen === null ? at : chosen[at]!;
    if (!isExcluded(search, person)) fits[person] = sums[at]! / compiled.totalWeight;
  }
  return fits;
}

/**
 * Without must-haves: people who have nothing under the heaviest terms cannot get past the sum of the lighter weights.
 * Takes the people of the heaviest terms, one term more at a time, until the last one picked lies above that bound;
 * undefined where so many would have to be looked at that walking everyone is cheaper.
 *
 * Source: H. Turtle and J. Flood, "Query evaluation: strategies and optimizations", 1995 (MaxScore).
 */
function findAmongLikely(search: Search): readonly number[] | undefined {
  const { index, compiled, limit } = search;
  const terms = compiled.terms.filter((term) => term.kind !== 'availability' && term.weight > 0);
  const byWeight = terms.toSorted((left, right) => right.weight - left.weight);
  const free = compiled.terms.find((term) => term.kind === 'availability')?.weight ?? 0;
  let chosen: Uint32Array = new Uint32Array();
  for (const [at, term] of byWeight.entries()) {
    const keys = term.kind === 'skill' ? [term.key, ...term.adjacent.map((item) => item.skillId)] : [term.key];
    chosen = withoutExcluded(search, unionOfPeople(chosen, unionOf(listsOf(index, term), keys)));
    if (chosen.length * 2 > index.personIds.length) return undefined;
    const sums = sumsOf(search, chosen);
    const best = pick(search, sums, chosen, limit);
    const rest = byWeight.slice(at + 1).reduce((sum, item) => sum + item.weight, free);
    if (best.length === limit && lowestOf(sums, chosen, best) > rest * (1 + 1e-12)) return best;
  }
  return undefined;
}

function unionOfPeople(left: Uint32Array, right: Uint32Array): Uint32Array {
  if (left.length === 0) return right;
  const starts = Uint32Array.of(0, left.length, left.length + right.length);
  const people = new Uint32Array(left.length + right.length);
  people.set(left);
  people.set(right, left.length);
  return unionOf({ keys: ['left', 'right'], starts, people, amounts: new Float64Array() }, ['left', 'right']);
}

function lowestOf(sums: Float64Array, chosen: Uint32Array, best: readonly number[]): number {
  const wanted = best[best.length - 1]!;
  return sums[chosen.indexOf(wanted)]!;
}

/** The best of the people whose sums are given; `chosen` null: everyone. */
function pick(search: Search, sums: Float64Array, chosen: Uint32Array | null, size: number): readonly number[] {
  const shortlist = createShortlist({ size, shares: search.shares, totalWeight: search.compiled.totalWeight });
  let bar = shortlist.bar();
  for (let at = 0; at < sums.length; at += 1) {
    if (sums[at]! <= bar) continue;
    const person = chosen === null ? at : chosen[at]!;
    if (chosen === null && isExcluded(search, person)) continue;
    shortlist.add(person, sums[at]!);
    bar = shortlist.bar();
  }
  return shortlist.people();
}

function isExcluded({ index, compiled }: Omit<Search, 'limit'>, person: number): boolean {
  return compiled.excluded.size > 0 && compiled.excluded.has(index.personIds[person]!);
}

function withoutExcluded(search: Omit<Search, 'limit'>, people: Uint32Array): Uint32Array {
  return search.compiled.excluded.size === 0 ? people : people.filter((person) => !isExcluded(search, person));
}

/** People who meet every must-have, from the shortest list on. */
function eligiblePeople(search: Omit<Search, 'limit'>, musts: readonly RequirementTerm[]): Uint32Array {
  const { index, shares } = search;
  const ordered = musts
    .filter((term) => term.kind !== 'availability')
    .map((term) => ({ term, lists: listsOf(index, term), slice: sliceOf(listsOf(index, term), term.key) }))
    .sort((left, right) => left.slice.to - left.slice.from - (right.slice.to - right.slice.from));
  let chosen: Uint32Array | null = null;
  for (const { term, lists, slice } of ordered) {
    const least = term.asked === null ? Number.NEGATIVE_INFINITY : term.asked - MEETS_TOLERANCE;
    chosen = chosen === null ? peopleFrom(lists, slice, least) : keepChosen(lists, term.key, chosen, least);
  }
  const free = musts.find((term) => term.kind === 'availability');
  const people: Uint32Array = chosen ?? Uint32Array.from({ length: index.personIds.length }, (_, person) => person);
  if (free === undefined) return people;
  return people.filter((person) => (shares?.[person] ?? -1) >= free.asked! - MEETS_TOLERANCE);
}

function listsOf(index: MatchIndex, term: RequirementTerm): PostingLists {
  return term.kind === 'skill' ? index.levels : index.months;
}

function peopleFrom(
  lists: PostingLists,
  slice: { readonly from: number; readonly to: number },
  least: number,
): Uint32Array {
  const kept = new Uint32Array(slice.to - slice.from);
  let count = 0;
  for (let at = slice.from; at < slice.to; at += 1) {
    if (lists.amounts[at]! >= least) {
      kept[count] = lists.people[at]!;
      count += 1;
    }
  }
  return kept.subarray(0, count);
}

function keepChosen(lists: PostingLists, key: string, chosen: Uint32Array, least: number): Uint32Array {
  const amounts = new Float64Array(chosen.length).fill(Number.NaN);
  raiseChosen(lists, key, 1, OWN, chosen, amounts);
  return chosen.filter((_, at) => amounts[at]! >= least);
}

/** Weighted credits of the chosen people (null: everyone), added in the order of the terms. */
function sumsOf(search: Omit<Search, 'limit'>, chosen: Uint32Array | null): Float64Array {
  const { index, compiled } = search;
  const count = chosen === null ? index.personIds.length : chosen.length;
  const sums = new Float64Array(count);
  const best = new Float64Array(count);
  for (const term of compiled.terms) {
    if (term.weight === 0) continue;
    best.fill(Number.NaN);
    if (term.kind === 'availability') copyShares(search.shares, chosen, best);
    else raiseTerm(index, term, chosen, best);
    addCredits(sums, best, term.weight, term.asked);
  }
  return sums;
}

function raiseTerm(index: MatchIndex, term: RequirementTerm, chosen: Uint32Array | null, best: Float64Array): void {
  const lists = listsOf(index, term);
  const neighbours: readonly { skillId: string; similarity: number; least?: number }[] =
    term.kind === 'skill' ? term.adjacent.filter((item) => item.similarity > 0) : [];
  const own = { skillId: term.key, similarity: 1, least: OWN };
  for (const { skillId, similarity, least = Number.MIN_VALUE } of [own, ...neighbours]) {
    if (chosen === null) raiseEveryone(lists, skillId, similarity, least, best);
    else raiseChosen(lists, skillId, similarity, least, chosen, best);
  }
}

/** Adds weight times credit where an amount is known; the credit is that of `creditOf`, written out for speed. */
function addCredits(sums: Float64Array, best: Float64Array, weight: number, asked: number | null): void {
  const full = asked === null ? Number.NEGATIVE_INFINITY : asked - MEETS_TOLERANCE;
  for (let at = 0; at < sums.length; at += 1) {
    const amount = best[at]!;
    if (amount >= full) sums[at]! += weight;
    else if (amount > 0) sums[at]! += weight * (amount / asked!);
  }
}

function copyShares(shares: Float64Array | undefined, chosen: Uint32Array | null, best: Float64Array): void {
  if (shares === undefined) return;
  for (let at = 0; at < best.length; at += 1) best[at] = shares[chosen === null ? at : chosen[at]!]!;
}
