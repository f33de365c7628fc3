import { allocate, type DecimalInput } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';

/** A band that starts at a score. */
export interface ThresholdBand {
  readonly id: string;
  /** Included. */
  readonly from: number;
}

/** A band for a share of the people. */
export interface DistributionBand {
  readonly id: string;
  /** Relative: a number or decimal text. */
  readonly share: DecimalInput;
}

/** People with one score on both sides of a border: there are fewer places than people. */
export interface BandTie {
  readonly upperBandId: string;
  readonly value: number;
  readonly personIds: readonly string[];
  /** Places left in the upper band for them. */
  readonly places: number;
}

/** Who stands in which band. */
export interface Placement {
  readonly bandOf: ReadonlyMap<string, string | null>;
  readonly bands: readonly { readonly bandId: string; readonly quota: number | null; readonly people: number }[];
  readonly ties: readonly BandTie[];
}

type Valued = readonly { readonly personId: string; readonly value: number }[];

/** Bands by score; a score below the lowest band stands in none. */
export function bandByThreshold(options: {
  readonly bands: readonly ThresholdBand[];
  readonly values: Valued;
}): Placement {
  const { bands, values } = options;
  checkBandIds(bands);
  for (const [index, band] of bands.entries()) {
    if (!Number.isFinite(band.from) || (index > 0 && band.from >= bands[index - 1]!.from)) {
      throw invalidInput('performance/invalid-calibration', ['bands', index, 'from'], 'bands descend, highest first');
    }
  }
  const bandOf = new Map(
    values.map(({ personId, value }) => [personId, bands.find((band) => value >= band.from)?.id ?? null]),
  );
  return {
    bandOf,
    bands: bands.map(({ id }) => ({ bandId: id, quota: null, people: peopleIn(bandOf, id) })),
    ties: [],
  };
}

/**
 * Bands by share of people. Quotas add up to everybody exactly (largest remainder). People with the same score are
 * never told apart by an accident such as their id: those across a border are listed, and stand in no band (`ask`) or
 * all in the upper one (`upper`).
 */
export function distribute(options: {
  readonly bands: readonly DistributionBand[];
  readonly values: Valued;
  readonly ties: 'ask' | 'upper';
}): Placement {
  const { bands, values } = options;
  checkBandIds(bands);
  for (const [index, band] of bands.entries()) {
    if (!(Number(band.share) > 0))
      throw invalidInput('performance/invalid-calibration', ['bands', index, 'share'], 'a share is above zero');
  }
  const quotas = allocate({ total: values.length, weights: bands.map((band) => band.share), decimals: 0 }).map(Number);
  const ranked = [...values].sort((one, other) => other.value - one.value);
  const bandOf = new Map<string, string | null>();
  const ties: BandTie[] = [];
  let start = 0;
  let end = 0;
  for (const [index, band] of bands.entries()) {
    end += quotas[index]!;
    for (; start < end; start += 1) bandOf.set(ranked[start]!.personId, band.id);
    const edge = ranked[end - 1];
    if (edge === undefined || quotas[index] === 0 || ranked[end]?.value !== edge.value) continue;
    const tied = ranked.filter((person) => person.value === edge.value);
    const first = ranked.findIndex((person) => person.value === edge.value);
    if (!ties.some((tie) => tie.value === edge.value)) {
      ties.push({
        upperBandId: band.id,
        value: edge.value,
        personIds: tied.map((person) => person.personId),
        places: end - first,
      });
    }
    if (start >= first + tied.length) continue;
    for (const person of tied) bandOf.set(person.personId, band.id);
    start = first + tied.length;
  }
  if (options.ties === 'ask') for (const tie of ties) for (const personId of tie.personIds) bandOf.set(personId, null);
  return {
    bandOf,
    bands: bands.map(({ id }, index) => ({ bandId: id, quota: quotas[index]!, people: peopleIn(bandOf, id) })),
    ties,
  };
}

function peopleIn(bandOf: ReadonlyMap<string, string | null>, bandId: string): number {
  return [...bandOf.values()].filter((id) => id === bandId).length;
}

function checkBandIds(bands: readonly { readonly id: string }[]): void {
  const ids = new Set(bands.map((band) => band.id));
  if (bands.length === 0 || ids.size !== bands.length) {
    throw invalidInput('performance/invalid-calibration', ['bands'], 'at least one band, each id once');
  }
}
