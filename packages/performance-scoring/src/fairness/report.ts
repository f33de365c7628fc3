import { invalidInput } from '@meritkit/core/errors';
import { benjaminiHochberg, fisherExact, meanVariance, tQuantile } from '@meritkit/core/statistics';

/** One person's outcome, with the attribute by which fairness is looked at. */
export interface FairnessRecord {
  readonly group: string;
  /** Whether the person was selected: promoted, top band, bonus. */
  readonly selected?: boolean;
  readonly score?: number;
}

/** A group's selection rate beside the reference group's. */
export interface SelectionFinding {
  readonly group: string;
  readonly people: number;
  readonly selected: number;
  readonly rate: number;
  /** Rate over the highest rate; below 0.8 the four-fifths rule asks for a closer look. Null where nobody was selected. */
  readonly impactRatio: number | null;
  readonly belowFourFifths: boolean;
  /** Fisher's exact test against the group with the highest rate; adjusted by Benjamini and Hochberg. Null for that group. */
  readonly pValue: number | null;
  readonly adjustedPValue: number | null;
}

/** A group's mean score beside everybody else's. */
export interface ScoreGap {
  readonly group: string;
  readonly people: number;
  readonly mean: number;
  /** Own mean less the mean of all other shown groups. */
  readonly gap: number;
  /** Welch's interval; null where a side has fewer than two people or does not vary. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** Fairness by group. A difference is a question, not a proof of its cause. */
export interface FairnessReport {
  readonly selection: readonly SelectionFinding[];
  readonly scores: readonly ScoreGap[];
  /** Groups below the minimum: not shown, and in no comparison. */
  readonly suppressed: number;
  readonly confidence: number;
}

/**
 * Compares groups: selection rates by the four-fifths rule with an exact test, scores by their gap with an interval.
 * Groups smaller than the minimum are in no number, so that nothing can be worked back to a person.
 *
 * Source: Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D); Fisher 1935; Welch 1947;
 * Benjamini and Hochberg 1995.
 *
 * @throws InvalidInputError `performance/invalid-fairness` for a minimum below 2 or a confidence outside 0 to 1,
 * `performance/not-finite`
 * @example
 * ```ts
 * import { fairnessReport } from '@meritkit/performance-scoring';
 *
 * const people = (group: string, selected: number, all: number) =>
 *   Array.from({ length: all }, (_, index) => ({ group, selected: index < selected }));
 * const report = fairnessReport({ records: [...people('a', 16, 25), ...people('b', 3, 8)], minimumGroup: 5, confidence: 0.95 });
 * report.selection[1]?.impactRatio?.toFixed(3); // '0.586'
 * report.selection[1]?.belowFourFifths; // true
 * ```
 */
export function fairnessReport(options: {
  readonly records: readonly FairnessRecord[];
  readonly minimumGroup: number;
  readonly confidence: number;
}): FairnessReport {
  const { records, minimumGroup, confidence } = options;
  if (!(Number.isInteger(minimumGroup) && minimumGroup >= 2)) {
    throw invalidInput('performance/invalid-fairness', ['minimumGroup'], 'a minimum group has at least 2 people');
  }
  if (!(confidence > 0 && confidence < 1))
    throw invalidInput('performance/invalid-fairness', ['confidence'], 'between 0 and 1');
  for (const [index, record] of records.entries()) {
    if (!Number.isFinite(record.score ?? 0))
      throw invalidInput('performance/not-finite', ['records', index, 'score'], 'a score is a number');
  }
  const chosen = shownGroups(
    records.filter((record) => record.selected !== undefined),
    minimumGroup,
  );
  const scored = shownGroups(
    records.filter((record) => record.score !== undefined),
    minimumGroup,
  );
  const all = new Set(records.map((record) => record.group));
  const shown = new Set([...chosen.keys(), ...scored.keys()]);
  return {
    selection: selectionFindings(chosen),
    scores: scoreGaps(scored, confidence),
    suppressed: [...all].filter((group) => !shown.has(group)).length,
    confidence,
  };
}

type Groups = ReadonlyMap<string, readonly FairnessRecord[]>;

function shownGroups(records: readonly FairnessRecord[], minimumGroup: number): Groups {
  const groups = new Map<string, FairnessRecord[]>();
  for (const record of records) groups.set(record.group, [...(groups.get(record.group) ?? []), record]);
  return new Map([...groups].filter(([, members]) => members.length >= minimumGroup));
}

function selectionFindings(groups: Groups): readonly SelectionFinding[] {
  const rates = [...groups].map(([group, members]) => {
    const selected = members.filter((member) => member.selected === true).length;
    return { group, people: members.length, selected, rate: selected / members.length };
  });
  const best = rates.reduce<(typeof rates)[number] | undefined>(
    (top, next) => (top === undefined || next.rate > top.rate ? next : top),
    undefined,
  );
  if (best === undefined) return [];
  const others = rates.filter((rate) => rate !== best);
  const pValues = others.map((other) =>
    fisherExact({
      table: [
        [best.selected, best.people - best.selected],
        [other.selected, other.people - other.selected],
      ],
    }),
  );
  const adjusted = benjaminiHochberg(pValues);
  return rates.map((rate) => {
    const at = others.indexOf(rate);
    return {
      ...rate,
      impactRatio: best.selected === 0 ? null : rate.rate / best.rate,
      // In whole numbers, so that exactly four fifths is never below.
      belowFourFifths: 5 * rate.selected * best.people < 4 * best.selected * rate.people,
      pValue: pValues[at] ?? null,
      adjustedPValue: adjusted[at] ?? null,
    };
  });
}

function scoreGaps(groups: Groups, confidence: number): readonly ScoreGap[] {
  if (groups.size < 2) return [];
  return [...groups].map(([group, members]) => {
    const own = meanVariance(members.map((member) => member.score!));
    const rest = meanVariance(
      [...groups].filter(([name]) => name !== group).flatMap(([, others]) => others.map((other) => other.score!)),
    );
    const gap = own.mean! - rest.mean!;
    return { group, people: members.length, mean: own.mean!, gap, interval: welch(gap, own, rest, confidence) };
  });
}

function welch(
  gap: number,
  own: ReturnType<typeof meanVariance>,
  rest: ReturnType<typeof meanVariance>,
  confidence: number,
): readonly [number, number] | null {
  if (own.variance === null || rest.variance === null) return null;
  const [left, right] = [own.variance / own.count, rest.variance / rest.count];
  const variance = left + right;
  if (!(variance > 0)) return null;
  const degreesOfFreedom =
    (variance * variance) / ((left * left) / (own.count - 1) + (right * right) / (rest.count - 1));
  const half = tQuantile({ probability: (1 + confidence) / 2, degreesOfFreedom }) * Math.sqrt(variance);
  return [gap - half, gap + half];
}
