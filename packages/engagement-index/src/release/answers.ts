import { invalidInput } from '@meritkit/core/errors';

/** The answers to one item by respondent token; null or absent is "not answered". */
export type ItemAnswers = Readonly<Record<string, number | null>>;

/** A closed scale of whole steps, and from where an answer counts as favourable. */
export interface Scale {
  readonly minimum: number;
  readonly maximum: number;
  readonly favourableFrom: number;
}

/** The usual agreement scale: 1 to 5, favourable from 4. */
export const fivePointScale: Scale = { minimum: 1, maximum: 5, favourableFrom: 4 };

/**
 * The tokens that answered, after every answer was checked against the scale.
 *
 * @throws InvalidInputError `engagement/answer-out-of-scale`, `engagement/broken-scale`
 */
export function respondentsOf(answers: ItemAnswers, scale: Scale): readonly string[] {
  checkScale(scale);
  const tokens: string[] = [];
  for (const [respondent, value] of Object.entries(answers)) {
    if (value === null || value === undefined) continue;
    checkAnswer(value, scale, ['answers', respondent]);
    tokens.push(respondent);
  }
  return tokens;
}

/** Throws unless an answer is a whole step of its scale. */
export function checkAnswer(value: unknown, scale: Scale, path: readonly (string | number)[]): asserts value is number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < scale.minimum || value > scale.maximum) {
    throw invalidInput(
      'engagement/answer-out-of-scale',
      path,
      `an answer is a whole number from ${scale.minimum} to ${scale.maximum}`,
    );
  }
}

/** Throws unless a number of invited people is a whole number, whatever the group. */
export function checkInvited(invited: number): void {
  if (!Number.isSafeInteger(invited) || invited < 0) {
    throw invalidInput('engagement/impossible-count', ['invited'], 'people are counted in whole numbers');
  }
}

/**
 * Throws unless a scale has at least two steps and its favourable part is neither nothing nor everything.
 *
 * @example
 * ```ts
 * import { checkScale, fivePointScale } from '@meritkit/engagement-index';
 *
 * checkScale(fivePointScale);
 * ```
 */
export function checkScale(scale: Scale): void {
  const { minimum, maximum, favourableFrom } = scale;
  const whole = [minimum, maximum, favourableFrom].every((value) => Number.isSafeInteger(value));
  if (!whole || maximum <= minimum || favourableFrom <= minimum || favourableFrom > maximum) {
    throw invalidInput('engagement/broken-scale', ['scale'], 'a scale needs minimum < favourableFrom <= maximum');
  }
}
