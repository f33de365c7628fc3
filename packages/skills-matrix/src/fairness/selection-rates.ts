import { invalidInput } from '@meritkit/core/errors';
import { fisherExact } from '@meritkit/core/statistics';
import { compareText } from '../evidence/check.ts';

/** How many of a group were considered, and how many were selected. */
export interface GroupSelection {
  readonly group: string;
  readonly selected: number;
  readonly considered: number;
}

/** One group held against the group with the highest rate. */
export interface SelectionRate {
  readonly group: string;
  readonly selected: number;
  readonly considered: number;
  /** Null: nobody was considered. */
  readonly rate: number | null;
  /** Rate over the highest rate. */
  readonly impactRatio: number | null;
  /** Below four fifths of the highest rate; decided in whole numbers, so exactly four fifths is not below. */
  readonly belowFourFifths: boolean;
  /** Fisher's exact test against the group with the highest rate, two-sided; null for that group itself. */
  readonly fisherP: number | null;
}

/** The answer of `compareSelectionRates`. */
export interface SelectionComparison {
  /** The group with the highest rate, among equal ones the largest, then the first by name; null: nobody was selected anywhere. */
  readonly reference: string | null;
  readonly groups: readonly SelectionRate[];
}

/**
 * Selection rates by group: the four-fifths rule, decided exactly, and Fisher's exact test, since a ratio says nothing
 * about chance and a test says nothing about size. Neither proves or disproves discrimination; look at both.
 *
 * Sources: Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D (1978); R. A. Fisher, 1935.
 *
 * @throws InvalidInputError `skills/invalid-selection` for counts that are not whole, more selected than considered, a
 * group twice
 * @example
 * ```ts
 * import { compareSelectionRates } from '@meritkit/skills-matrix';
 *
 * compareSelectionRates({ groups: [
 *   { group: 'a', selected: 60, considered: 100 }, { group: 'b', selected: 48, considered: 100 },
 * ] }).groups[1]?.belowFourFifths; // false
 * ```
 */
export function compareSelectionRates(options: { readonly groups: readonly GroupSelection[] }): SelectionComparison {
  const { groups } = options;
  checkGroups(groups);
  const [best = null] = groups.filter((group) => group.selected > 0).sort(byRate);
  return { reference: best?.group ?? null, groups: groups.map((group) => compareGroup(group, best)) };
}

function checkGroups(groups: readonly GroupSelection[]): void {
  const seen = new Set<string>();
  for (const [at, { group, selected, considered }] of groups.entries()) {
    const isWhole = Number.isSafeInteger(selected) && Number.isSafeInteger(considered) && selected >= 0;
    if (!isWhole || selected > considered || seen.size === seen.add(group).size) {
      const message = 'a group stands once, with whole numbers, no more selected than considered';
      throw invalidInput('skills/invalid-selection', ['groups', at], message);
    }
  }
}

/** The highest rate first, compared in whole numbers. */
function byRate(left: GroupSelection, right: GroupSelection): number {
  const [a, b] = [product(left.selected, right.considered), product(right.selected, left.considered)];
  return a === b ? right.considered - left.considered || compareText(left.group, right.group) : a > b ? -1 : 1;
}

function product(left: number, right: number): bigint {
  return BigInt(left) * BigInt(right);
}

function compareGroup(group: GroupSelection, best: GroupSelection | null): SelectionRate {
  const { selected, considered } = group;
  const rate = considered === 0 ? null : selected / considered;
  if (best === null || rate === null)
    return { ...group, rate, impactRatio: null, belowFourFifths: false, fisherP: null };
  const isBest = group.group === best.group;
  return {
    ...group,
    rate,
    impactRatio: (selected * best.considered) / (considered * best.selected),
    belowFourFifths: product(selected, best.considered) * 5n < product(considered, best.selected) * 4n,
    fisherP: isBest
      ? null
      : fisherExact({
          table: [
            [selected, considered - selected],
            [best.selected, best.considered - best.selected],
          ],
        }),
  };
}
