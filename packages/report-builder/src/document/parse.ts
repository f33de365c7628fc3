import { InvalidInputError } from '@meritkit/core/errors';
import { safeParseWith } from '@meritkit/core/schema';
import { reportError } from '../errors.ts';
import { checkDocument } from './check.ts';
import { currentSchemaVersion, type ReportDocument, reportDocumentSchema } from './document.ts';

/**
 * Reads a stored or foreign report document, and checks that its parts fit each other.
 *
 * @throws InvalidInputError `report/newer-document` for a schema version that this build does not know,
 * `report/metric-without-period`, `report/chart-without-data`, `report/unknown-metric`, `report/duplicate-id`,
 * `report/invalid-input`, each with the path.
 * @example
 * ```ts
 * import { parseReportDocument } from '@meritkit/report-builder';
 *
 * parseReportDocument({
 *   schemaVersion: 1, kind: 'custom', title: 'Notes', asOf: '2026-10-01',
 *   period: { start: '2026-07-01', end: '2026-10-01' }, metrics: [], relations: [], blocks: [],
 * }).title; // 'Notes'
 * ```
 */
export function parseReportDocument(input: unknown): ReportDocument {
  const version = versionOf(input);
  if (version > currentSchemaVersion) {
    throw reportError(
      'report/newer-document',
      ['schemaVersion'],
      `version ${version} is newer than ${currentSchemaVersion}, the newest that this build reads`,
    );
  }
  const result = safeParseWith({ schema: reportDocumentSchema, input, code: 'report/invalid-input' });
  if (!result.ok) {
    const issues = result.issues.map((issue) =>
      issue.path[0] === 'metrics' &&
      issue.path[2] === 'period' &&
      issue.path.length === 3 &&
      isMissing(input, issue.path)
        ? { ...issue, code: 'report/metric-without-period', message: 'a metric says which period it is about' }
        : issue,
    );
    const first = issues.find((issue) => issue.code === 'report/metric-without-period') ?? issues[0];
    throw new InvalidInputError({ code: first?.code ?? 'report/invalid-input', issues });
  }
  checkDocument(result.value);
  return result.value;
}

function versionOf(input: unknown): number {
  const version: unknown =
    typeof input === 'object' && input !== null ? (input as Record<string, unknown>).schemaVersion : undefined;
  return typeof version === 'number' ? version : currentSchemaVersion;
}

function isMissing(input: unknown, path: readonly (string | number)[]): boolean {
  let current: unknown = input;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return true;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current === undefined || current === null;
}
