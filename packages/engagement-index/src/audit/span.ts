import { inverse, PRIME, residue, scaleRow, subtractMultiple } from './field.ts';
import { isWholeCombination } from './membership.ts';
import { countPeople, forEachPerson, hasPerson, type PeopleSet } from './people-set.ts';

/**
 * The span of the released sets, over atoms (people who are in exactly the same released sets), modulo a prime.
 *
 * `rows` is a reduced basis: row j is 1 at `pivots[j]`, where all others are 0. `originals` are the released sets that
 * were independent; `transforms[j]` says how row j is made of them (entries beyond its end are 0). Their rank is the same modulo the
 * prime as over the rationals, because a set that only looks dependent is verified in whole numbers or refused; so
 * every rational combination with small support has a shadow with no larger support here (docs/explanation).
 */
export interface Span {
  readonly people: number;
  readonly atomOf: Int32Array;
  readonly sizes: readonly number[];
  readonly rows: readonly Float64Array[];
  readonly pivots: readonly number[];
  readonly originals: readonly PeopleSet[];
  readonly transforms: readonly Float64Array[];
}

/** What adding a set to a span comes to, before its combinations are judged. */
export type Extension =
  | { readonly kind: 'known' }
  | { readonly kind: 'unverified' }
  | { readonly kind: 'new'; readonly span: Span };

/** The span of nothing: everyone is in one atom. */
export function emptySpan(people: number): Span {
  return {
    people,
    atomOf: new Int32Array(people),
    sizes: [people],
    rows: [],
    pivots: [],
    originals: [],
    transforms: [],
  };
}

/** Working copy of a span, whose atoms are split so that the new set is a union of atoms. */
interface Draft {
  atomOf: Int32Array;
  sizes: number[];
  rows: Float64Array[];
  pivots: number[];
  originals: PeopleSet[];
  transforms: Float64Array[];
}

/** Adds a set; pivots sit on atoms of at least `bigFrom` people wherever a row touches one. */
export function extendSpan(span: Span, set: PeopleSet, bigFrom: number): Extension {
  const { draft, member } = splitAtoms(span, set);
  const width = draft.sizes.length;
  const rank = span.rows.length;
  const row = Float64Array.from(member);
  const transform = new Float64Array(rank + 1);
  transform[rank] = 1;
  for (let index = 0; index < rank; index += 1) {
    const factor = row[draft.pivots[index]!]!;
    if (factor === 0) continue;
    subtractMultiple(row, draft.rows[index]!, factor, width);
    subtractMultiple(transform, draft.transforms[index]!, factor, draft.transforms[index]!.length);
  }
  const pivot = heaviestEntry(row, draft.sizes);
  if (pivot < 0) {
    const coefficients = transform.subarray(0, rank).map((value) => (value === 0 ? 0 : PRIME - value));
    const rows = originalRows(draft);
    return { kind: isWholeCombination(rows, coefficients, member) ? 'known' : 'unverified' };
  }
  draft.originals.push(set);
  draft.rows.push(row);
  draft.transforms.push(transform);
  draft.pivots.push(pivot);
  pivotOn(draft, rank, pivot);
  moveToBigAtoms(draft, bigFrom);
  return { kind: 'new', span: { people: span.people, ...draft } };
}

/** The rows that vanish on every big atom: exactly the combinations that could have a small support. */
export function smallRows(span: Span, bigFrom: number): readonly number[] {
  return span.pivots.flatMap((pivot, index) => (span.sizes[pivot]! < bigFrom ? [index] : []));
}

function splitAtoms(span: Span, set: PeopleSet): { readonly draft: Draft; readonly member: Uint8Array } {
  const inside = new Int32Array(span.sizes.length);
  if (span.sizes.length === 1) inside[0] = countPeople(set);
  else {
    forEachPerson(set, (person) => {
      inside[span.atomOf[person]!]! += 1;
    });
  }
  const sizes = [...span.sizes];
  const origin: number[] = [];
  const target = new Int32Array(span.sizes.length).fill(-1);
  for (let atom = 0; atom < span.sizes.length; atom += 1) {
    if (inside[atom]! === 0 || inside[atom]! === span.sizes[atom]!) continue;
    target[atom] = sizes.length;
    sizes[atom]! -= inside[atom]!;
    sizes.push(inside[atom]!);
    origin.push(atom);
  }
  const atomOf = span.atomOf.slice();
  const member = new Uint8Array(sizes.length);
  for (let atom = 0; atom < target.length; atom += 1) {
    if (inside[atom]! > 0) member[target[atom]! >= 0 ? target[atom]! : atom] = 1;
  }
  forEachPerson(set, (person) => {
    const moved = target[span.atomOf[person]!]!;
    if (moved >= 0) atomOf[person] = moved;
  });
  const draft: Draft = {
    atomOf,
    sizes,
    rows: span.rows.map((row) => withCopies(widened(row, sizes.length), origin, span.sizes.length)),
    pivots: [...span.pivots],
    originals: [...span.originals],
    transforms: [...span.transforms],
  };
  return { draft, member };
}

function widened(row: Float64Array, width: number): Float64Array {
  const wide = new Float64Array(width);
  wide.set(row);
  return wide;
}

function withCopies(row: Float64Array, origin: readonly number[], from: number): Float64Array {
  for (let index = 0; index < origin.length; index += 1) row[from + index] = row[origin[index]!]!;
  return row;
}

/** The released sets as 0/1 rows over the draft's atoms. */
function originalRows(draft: Draft): readonly Uint8Array[] {
  const someone = new Int32Array(draft.sizes.length);
  for (let person = 0; person < draft.atomOf.length; person += 1) someone[draft.atomOf[person]!] = person;
  return draft.originals.map((set) => Uint8Array.from(someone, (person) => (hasPerson(set, person) ? 1 : 0)));
}

/** The non-zero entry on the largest atom, or -1. */
function heaviestEntry(row: Float64Array, sizes: readonly number[]): number {
  let best = -1;
  for (let atom = 0; atom < sizes.length; atom += 1) {
    if (row[atom] !== 0 && (best < 0 || sizes[atom]! > sizes[best]!)) best = atom;
  }
  return best;
}

/** Makes row `index` 1 at `pivot`, and every other row 0 there. */
function pivotOn(draft: Draft, index: number, pivot: number): void {
  const width = draft.sizes.length;
  const row = draft.rows[index]!;
  const transform = draft.transforms[index]!;
  const factor = inverse(residue(row[pivot]!));
  if (factor !== 1) {
    scaleRow(row, factor, width);
    scaleRow(transform, factor, transform.length);
  }
  draft.pivots[index] = pivot;
  for (let other = 0; other < draft.rows.length; other += 1) {
    const entry = draft.rows[other]![pivot]!;
    if (other === index || entry === 0) continue;
    subtractMultiple(draft.rows[other]!, row, entry, width);
    const changed = widened(draft.transforms[other]!, Math.max(transform.length, draft.transforms[other]!.length));
    subtractMultiple(changed, transform, entry, transform.length);
    draft.transforms[other] = changed;
  }
}

function moveToBigAtoms(draft: Draft, bigFrom: number): void {
  for (let index = 0; index < draft.rows.length; index += 1) {
    if (draft.sizes[draft.pivots[index]!]! >= bigFrom) continue;
    const pivot = heaviestEntry(draft.rows[index]!, draft.sizes);
    if (draft.sizes[pivot]! < bigFrom) continue;
    draft.transforms[index] = draft.transforms[index]!.slice();
    pivotOn(draft, index, pivot);
  }
}
