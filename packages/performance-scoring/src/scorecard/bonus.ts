import { invalidInput } from '@meritkit/core/errors';
import { type Explained, explain, type FactReference, given } from '@meritkit/core/explanation';
import type { LocalizedText } from '@meritkit/core/locale';
import { scoringOperations } from './operations.ts';

/** An extra that was won: an award, a challenge. */
export interface BonusAward {
  readonly id: string;
  readonly name?: LocalizedText;
  /** Above zero. */
  readonly points: number;
  readonly source?: FactReference;
  /** Kinds of the facts it was won with; time worked wins nothing. */
  readonly factKinds?: readonly string[];
}

/**
 * The declared extra of a scorecard: the sum of what was won, never more than the cap, as a line of its own. It adds to
 * a score and hides in none of its parts.
 *
 * @throws InvalidInputError `performance/invalid-bonus` for a cap or points that are not above zero, or an award twice
 * @example
 * ```ts
 * import { bonusTerm } from '@meritkit/performance-scoring';
 *
 * bonusTerm({ cap: 5, awards: [{ id: 'challenge-7', points: 4 }, { id: 'star-q3', points: 3 }] }).value; // 5
 * ```
 */
export function bonusTerm(options: { readonly cap: number; readonly awards: readonly BonusAward[] }): Explained {
  if (!(options.cap > 0 && Number.isFinite(options.cap))) {
    throw invalidInput('performance/invalid-bonus', ['cap'], 'a bonus has a finite cap above zero');
  }
  const ids = new Set<string>();
  for (const [index, award] of options.awards.entries()) {
    if (!(award.points > 0 && Number.isFinite(award.points))) {
      throw invalidInput('performance/invalid-bonus', ['awards', index, 'points'], 'an award has points above zero');
    }
    if (ids.has(award.id)) {
      throw invalidInput('performance/invalid-bonus', ['awards', index, 'id'], `award "${award.id}" stands twice`);
    }
    ids.add(award.id);
  }
  const explanation = explain({
    key: 'bonus',
    label: { en: 'Bonus', 'zh-CN': '加分' },
    unit: 'points',
    operation: { name: 'bounded-sum', version: 1, parameters: { cap: options.cap } },
    operations: scoringOperations,
    children: options.awards.map((award) =>
      given({
        key: award.id,
        ...(award.name === undefined ? {} : { label: award.name }),
        unit: 'points',
        value: award.points,
        ...(award.source === undefined ? {} : { sources: [award.source] }),
      }),
    ),
  });
  return { value: Number(explanation.value), explanation };
}
