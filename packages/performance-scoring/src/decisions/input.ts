import type { Money } from '@meritkit/core/decimal';
import { invalidInput } from '@meritkit/core/errors';

/** A result of one cycle. */
export interface CycleResult {
  readonly cycleId: string;
  readonly bandId: string;
  readonly status: 'proposed' | 'confirmed';
  /** Points by metric. */
  readonly metricScores: Readonly<Record<string, number>>;
}

/** A person whose results may be used, oldest cycle first. */
export interface DecisionInput {
  readonly personId: string;
  readonly results: readonly CycleResult[];
  /** Above zero. */
  readonly salary?: Money;
  /** Middle of the pay range, in the salary's currency, above zero. */
  readonly rangeMidpoint?: string;
  /** Whether the next level's requirements are met, as the growth path says. */
  readonly readyForNextLevel?: boolean;
}

/** Refuses a person or a cycle that stands twice, and scores that are no numbers. */
export function checkPeople(people: readonly DecisionInput[]): void {
  const seen = new Set<string>();
  for (const [index, person] of people.entries()) {
    if (seen.has(person.personId)) {
      throw invalidInput(
        'performance/duplicate-id',
        ['people', index, 'personId'],
        `"${person.personId}" stands twice`,
      );
    }
    seen.add(person.personId);
    const cycles = new Set<string>();
    for (const [at, result] of person.results.entries()) {
      const path = ['people', index, 'results', at];
      if (cycles.has(result.cycleId)) {
        throw invalidInput('performance/duplicate-id', [...path, 'cycleId'], `"${result.cycleId}" stands twice`);
      }
      cycles.add(result.cycleId);
      for (const [metricId, score] of Object.entries(result.metricScores)) {
        if (Number.isFinite(score)) continue;
        throw invalidInput('performance/not-finite', [...path, 'metricScores', metricId], `${score} is no score`);
      }
    }
  }
}
