import { MeritkitError } from './base.ts';

/** One thing wrong with an input: where (`path`), what (`code`) and the words for a log. */
export interface InputIssue {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: string;
}

/**
 * An issue's path as people write it: `evidence[2].level`. An empty path is `(root)`.
 *
 * @example
 * ```ts
 * import { pathText } from '@meritkit/core/errors';
 *
 * pathText(['evidence', 2, 'level']); // 'evidence[2].level'
 * ```
 */
export function pathText(path: readonly (string | number)[]): string {
  if (path.length === 0) return '(root)';
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/**
 * Input that cannot be used: thrown before anything happened, with every issue's path.
 *
 * @example
 * ```ts
 * import { InvalidInputError } from '@meritkit/core/errors';
 *
 * const error = new InvalidInputError({
 *   code: 'skills/unknown-skill',
 *   issues: [{ path: ['evidence', 0, 'skillId'], code: 'skills/unknown-skill', message: 'no skill "goo" in the taxonomy' }],
 * });
 * error.message; // 'evidence[0].skillId: no skill "goo" in the taxonomy'
 * ```
 */
export class InvalidInputError extends MeritkitError {
  static override readonly kind: string = 'InvalidInputError';
  readonly issues: readonly InputIssue[];

  constructor(options: { readonly code?: string; readonly issues: readonly InputIssue[]; readonly cause?: unknown }) {
    const first = options.issues[0];
    super({
      code: options.code ?? first?.code ?? 'core/invalid-input',
      message: options.issues.map((issue) => `${pathText(issue.path)}: ${issue.message}`).join('; ') || 'invalid input',
      data: { issues: options.issues },
      ...(options.cause === undefined ? {} : { cause: options.cause }),
    });
    this.issues = options.issues;
  }
}

/**
 * Shorthand for the common case of one issue.
 *
 * @example
 * ```ts
 * import { invalidInput } from '@meritkit/core/errors';
 *
 * invalidInput('skills/unknown-skill', ['skillId'], 'no skill "goo"').message; // 'skillId: no skill "goo"'
 * ```
 */
export function invalidInput(code: string, path: readonly (string | number)[], message: string): InvalidInputError {
  return new InvalidInputError({ code, issues: [{ path, code, message }] });
}
