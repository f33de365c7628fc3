import { invalidInput, type Outcome, type Rejection, reject } from '@meritkit/core/errors';
import type { Explanation } from '@meritkit/core/explanation';
import { type BandTie, bandByThreshold, type DistributionBand, distribute, type ThresholdBand } from './bands.ts';
import { type BoxCuts, type NineBox, nineBoxOf } from './nine-box.ts';
import { calibratedTerm, type ManagerScale, managerScales } from './normalise.ts';

/** A proposed score that comes to the calibration meeting. */
export interface CalibrationInput {
  readonly personId: string;
  readonly value: number;
  /** Who reviewed. */
  readonly managerId: string;
  /** Potential, where the nine-box is used. */
  readonly potential?: number;
}

/** What the meeting has agreed on before it sees a name. */
export interface CalibrationPolicy {
  /**
   * `shrink-managers` takes each manager's leniency out, as far as the data carry it, on the stated assumption that
   * teams are equally good on average; `none` leaves scores as they are.
   */
  readonly normalise: 'none' | 'shrink-managers';
  /**
   * A manager of fewer people is left alone, spread included, and others are not compared with them: from one or two
   * scores nobody can tell a mild manager from a good team. 5 unless stated, the smallest group for which Maas and Hox
   * (2005) tried such models.
   */
  readonly minimumPeople?: number;
  /**
   * Also evens out how far managers spread their teams, towards the spread within all teams. A team with
   * `priorPeople` + 1 people is believed half; a smaller one less.
   */
  readonly spread?: { readonly priorPeople: number };
  /** Bands by score, or by share of people; highest first. */
  readonly bands:
    | { readonly kind: 'thresholds'; readonly bands: readonly ThresholdBand[] }
    | { readonly kind: 'distribution'; readonly bands: readonly DistributionBand[]; readonly ties: 'ask' | 'upper' };
  readonly nineBox?: BoxCuts;
}

/** One person before and after. */
export interface CalibratedPerson {
  readonly personId: string;
  readonly before: { readonly value: number; readonly bandId: string | null };
  /** `bandId` null: tied across a border, a person decides. */
  readonly after: { readonly value: number; readonly bandId: string | null };
  readonly moved: boolean;
  readonly box?: NineBox;
  readonly explanation: Explanation;
}

/** The calibration's proposal. */
export interface Calibration {
  readonly people: readonly CalibratedPerson[];
  /** Places and people by band, highest first. Quotas add up to everybody, by largest remainder. */
  readonly bands: readonly { readonly bandId: string; readonly quota: number | null; readonly people: number }[];
  readonly ties: readonly BandTie[];
  readonly managers: readonly ManagerScale[];
}

/**
 * Prepares a calibration: managers' leniency taken out (shrunk) and, where asked, their spread evened out, bands by
 * threshold or by exact quotas with ties shown, the nine-box, and everybody before and after. It proposes; the meeting
 * decides.
 *
 * @throws InvalidInputError `performance/invalid-calibration` for bands that do not descend, shares that are not above
 * zero, a person twice, cuts that do not ascend or a `minimumPeople` that is not a whole number above zero; `performance/not-finite`
 * @example
 * ```ts
 * import { calibrate } from '@meritkit/performance-scoring';
 *
 * const results = [92, 81, 81, 60].map((value, index) => ({ personId: `p${index}`, managerId: 'm', value }));
 * const bands = [{ id: 'top', share: '1' }, { id: 'solid', share: '3' }];
 * const outcome = calibrate({ results, policy: { normalise: 'none', bands: { kind: 'distribution', bands, ties: 'ask' } } });
 * outcome.ok && outcome.bands.map(({ quota }) => quota); // [1, 3]
 * ```
 */
export function calibrate(options: {
  readonly results: readonly CalibrationInput[];
  readonly policy: CalibrationPolicy;
}): Outcome<Calibration, Rejection<'performance/nothing-to-calibrate', { readonly results: number }>> {
  const { results, policy } = options;
  if (results.length === 0) return reject('performance/nothing-to-calibrate', { results: 0 });
  checkResults(results);
  const scales = managerScales(results, policy);
  const terms = results.map((result) => calibratedTerm(result, scales.get(result.managerId)!, policy));
  const after = results.map((result, index) => ({ personId: result.personId, value: Number(terms[index]!.value) }));
  const [placedBefore, placedAfter] = [results, after].map((values) => placeIn(policy, values));
  const people = results.map((result, index): CalibratedPerson => {
    const bandBefore = placedBefore!.bandOf.get(result.personId) ?? null;
    const bandAfter = placedAfter!.bandOf.get(result.personId) ?? null;
    const box =
      policy.nineBox === undefined || result.potential === undefined
        ? {}
        : { box: nineBoxOf({ cuts: policy.nineBox, performance: after[index]!.value, potential: result.potential }) };
    return {
      personId: result.personId,
      before: { value: result.value, bandId: bandBefore },
      after: { value: after[index]!.value, bandId: bandAfter },
      moved: bandBefore !== bandAfter,
      ...box,
      explanation: terms[index]!,
    };
  });
  return {
    ok: true,
    people,
    bands: placedAfter!.bands,
    ties: placedAfter!.ties,
    managers: [...scales.values()].map(({ mean: _, ...scale }) => scale),
  };
}

function placeIn(policy: CalibrationPolicy, values: readonly { readonly personId: string; readonly value: number }[]) {
  return policy.bands.kind === 'thresholds'
    ? bandByThreshold({ bands: policy.bands.bands, values })
    : distribute({ bands: policy.bands.bands, values, ties: policy.bands.ties });
}

function checkResults(results: readonly CalibrationInput[]): void {
  const seen = new Set<string>();
  for (const [index, result] of results.entries()) {
    if (!Number.isFinite(result.value) || !Number.isFinite(result.potential ?? 0)) {
      throw invalidInput('performance/not-finite', ['results', index, 'value'], 'a score is a number');
    }
    if (seen.has(result.personId)) {
      throw invalidInput(
        'performance/invalid-calibration',
        ['results', index, 'personId'],
        `"${result.personId}" stands twice`,
      );
    }
    seen.add(result.personId);
  }
}
