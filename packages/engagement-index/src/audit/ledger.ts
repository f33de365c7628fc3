import { assertInvariant } from '@meritkit/core/errors';
import { type PeopleSet, parseSet, setText } from './people-set.ts';
import { emptySpan, extendSpan, type Span } from './span.ts';
import type { Universe } from './state.ts';
import { judgeSupport } from './support.ts';

/** Spans by ledger: a memo only; a state that was stored and read back builds them again. */
const spans = new WeakMap<readonly number[], Span>();
const successors = new WeakMap<readonly number[], Map<string, readonly number[]>>();
const emptyLedgers = new WeakMap<readonly string[], readonly number[]>();

/** What releasing a set for one item would mean; `against` are the released sets it would not stand beside. */
export type LedgerDecision =
  | { readonly safe: false; readonly against: readonly number[] }
  | { readonly safe: true; readonly ledger: readonly number[]; readonly isNew: boolean };

/** Decides whether a set may be released for an item after all that was; reads sets only. */
export function decideLedger(
  universe: Universe,
  item: string,
  set: PeopleSet,
  place: { readonly index: number; readonly text: string },
  minimum: number,
): LedgerDecision {
  const ledger = ledgerOf(universe, item);
  const key = `${place.index}:${place.text}`;
  const successor = successors.get(ledger)?.get(key);
  if (successor !== undefined) return { safe: true, ledger: successor, isNew: true };
  const span = spanOf(universe, ledger, minimum);
  const extension = extendSpan(span, set, minimum);
  if (extension.kind === 'known') return { safe: true, ledger, isNew: false };
  if (extension.kind === 'unverified') return { safe: false, against: ledger };
  const { verdict, against } = judgeSupport(extension.span, minimum);
  if (verdict !== 'safe') return { safe: false, against: against.map((at) => ledger[at]!) };
  const next = Object.freeze([...ledger, place.index]);
  spans.set(next, extension.span);
  const followers = successors.get(ledger) ?? new Map<string, readonly number[]>();
  followers.set(key, next);
  successors.set(ledger, followers);
  return { safe: true, ledger: next, isNew: true };
}

/** The index a set has, or will have, in the universe's list of released sets. */
export function indexOfSet(universe: Universe, set: PeopleSet): { readonly index: number; readonly text: string } {
  const text = setText(set);
  const found = universe.sets.indexOf(text);
  return { index: found >= 0 ? found : universe.sets.length, text };
}

function ledgerOf(universe: Universe, item: string): readonly number[] {
  if (Object.hasOwn(universe.ledgers, item)) return universe.ledgers[item]!;
  let empty = emptyLedgers.get(universe.people);
  if (empty === undefined) {
    empty = Object.freeze([]);
    emptyLedgers.set(universe.people, empty);
  }
  return empty;
}

function spanOf(universe: Universe, ledger: readonly number[], minimum: number): Span {
  const known = spans.get(ledger);
  if (known !== undefined) return known;
  let span = emptySpan(universe.people.length);
  for (const index of ledger) {
    const extension = extendSpan(span, parseSet(universe.sets[index] ?? '', universe.people.length), minimum);
    assertInvariant(extension.kind === 'new', 'engagement/broken-audit', 'a released set adds nothing to its ledger');
    span = extension.span;
  }
  spans.set(ledger, span);
  return span;
}
