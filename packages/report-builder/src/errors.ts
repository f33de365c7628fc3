import { type InvalidInputError, invalidInput } from '@meritkit/core/errors';

/** Every code this package throws or puts into a result; each has a page in docs/errors. */
export const errorCodes = [
  'report/invalid-input',
  'report/metric-without-period',
  'report/empty-period',
  'report/chart-without-data',
  'report/unknown-metric',
  'report/duplicate-id',
  'report/unknown-locale',
  'report/unknown-time-zone',
  'report/unknown-message',
  'report/newer-document',
  'report/mixed-currencies',
  'report/does-not-add-up',
  'report/not-comparable',
  'report/unknown-definition',
  'report/markup',
] as const;

/** A code of this package. */
export type ReportErrorCode = (typeof errorCodes)[number];

/** An error of this package, with the path to what is wrong. */
export function reportError(
  code: ReportErrorCode,
  path: readonly (string | number)[],
  message: string,
): InvalidInputError {
  return invalidInput(code, path, message);
}
