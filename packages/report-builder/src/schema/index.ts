import type { JsonObject } from '@meritkit/core/json';
import { jsonSchemaOf } from '@meritkit/core/schema';
import { currentSchemaVersion, reportDocumentSchema } from '../document/document.ts';

/**
 * The JSON Schema (draft 2020-12) of a report document, for hosts in other languages and for stored documents.
 *
 * @example
 * ```ts
 * import { reportDocumentJsonSchema } from '@meritkit/report-builder/schema';
 *
 * reportDocumentJsonSchema().$id; // 'https://meritkit.dev/schemas/report-document/1'
 * ```
 */
export function reportDocumentJsonSchema(): JsonObject {
  return jsonSchemaOf({
    schema: reportDocumentSchema,
    id: `https://meritkit.dev/schemas/report-document/${currentSchemaVersion}`,
    title: 'Meritkit report document',
  });
}
