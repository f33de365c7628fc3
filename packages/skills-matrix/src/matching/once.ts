import { invalidInput } from '@meritkit/core/errors';

/**
 * Refuses a person named twice: which of the rows counts would hang on their order.
 *
 * @throws InvalidInputError `skills/duplicate-person`
 */
export function requireOnce(rows: readonly { readonly personId: string }[], path: readonly (string | number)[]): void {
  const seen = new Set<string>();
  for (const [at, { personId }] of rows.entries()) {
    if (seen.has(personId)) {
      throw invalidInput('skills/duplicate-person', [...path, at, 'personId'], `"${personId}" is named twice`);
    }
    seen.add(personId);
  }
}
