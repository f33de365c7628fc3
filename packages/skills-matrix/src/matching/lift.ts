import type { CompiledDemand } from './demand.ts';
import type { PersonScore, TermScore } from './score.ts';

/** One requirement brought to an amount: a level, months (null: any project with the tag), or a share of time. */
export interface LiftStep {
  readonly key: string;
  readonly kind: 'skill' | 'experience' | 'availability';
  readonly from: number | null;
  readonly to: number | null;
}

/** The smallest change that would bring a person onto the shortlist: the fewest requirements, the last only as far as needed. */
export interface Lift {
  readonly steps: readonly LiftStep[];
  /** The fit they would have at least: what a raised skill lends to its neighbours is not counted. */
  readonly fit: number;
}

/**
 * The fewest requirements whose improvement makes a person eligible with a fit above `passFit` (or equal to it where
 * they win the tie). Every must-have they miss is one; then those that add most. Gains add up, so taking the largest
 * first gives the fewest; the last is raised only as far as needed. Null: even meeting everything is not enough.
 */
export function findLift(
  compiled: CompiledDemand,
  score: PersonScore,
  bar: { readonly fit: number; readonly winsTie: boolean },
): Lift | null {
  const forced = score.terms.filter((item) => item.term.must && !item.met);
  const open = score.terms.filter((item) => !forced.includes(item));
  open.sort((left, right) => gainOf(right) - gainOf(left));
  const full = new Set<TermScore>(forced);
  const passes = (fit: number): boolean => (bar.winsTie ? fit >= bar.fit : fit > bar.fit);
  let fit = fitWith(compiled, score, full, null);
  let last: TermScore | null = null;
  for (const item of open) {
    if (passes(fit)) break;
    full.add(item);
    last = item;
    fit = fitWith(compiled, score, full, null);
  }
  if (!passes(fit)) return null;
  const trimmed = last === null ? null : trim(compiled, score, full, last, passes);
  const steps = score.terms
    .filter((item) => full.has(item))
    .map((item) => stepOf(item, item === last ? trimmed : null));
  return {
    steps,
    fit: fitWith(compiled, score, full, last === null || trimmed === null ? null : { item: last, to: trimmed }),
  };
}

function gainOf(item: TermScore): number {
  return item.term.weight * (1 - (item.credit ?? 0));
}

/** The fit when some requirements are met in full and at most one in part; added in the order of the terms. */
function fitWith(
  compiled: CompiledDemand,
  score: PersonScore,
  full: ReadonlySet<TermScore>,
  partial: { readonly item: TermScore; readonly to: number } | null,
): number {
  let sum = 0;
  for (const item of score.terms) {
    const credit = item === partial?.item ? partial.to / item.term.asked! : full.has(item) ? 1 : (item.credit ?? 0);
    sum += item.term.weight * credit;
  }
  return sum / compiled.totalWeight;
}

/** The least amount, in tenths, that is enough, by bisection; null where it takes the whole. */
function trim(
  compiled: CompiledDemand,
  score: PersonScore,
  full: ReadonlySet<TermScore>,
  item: TermScore,
  passes: (fit: number) => boolean,
): number | null {
  const { asked } = item.term;
  if (asked === null) return null;
  let low = Math.floor((item.effective ?? 0) * 10) + 1;
  let high = Math.ceil(asked * 10);
  if (!Number.isSafeInteger(high)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(fitWith(compiled, score, full, { item, to: middle / 10 }))) high = middle;
    else low = middle + 1;
  }
  return low / 10 < asked && passes(fitWith(compiled, score, full, { item, to: low / 10 })) ? low / 10 : null;
}

function stepOf(item: TermScore, to: number | null): LiftStep {
  return { key: item.term.key, kind: item.term.kind, from: item.own, to: to ?? item.term.asked };
}
