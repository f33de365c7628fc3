import { z } from 'zod';
import type { JsonObject } from '../json/index.ts';

/**
 * The JSON Schema (draft 2020-12) of a public type, for hosts in other languages and for documents' own validation.
 * What zod can say and JSON Schema cannot (a transform, a check by function) is left open, never refused.
 *
 * @example
 * ```ts
 * import { jsonSchemaOf } from '@meritkit/core/schema';
 * import { z } from 'zod';
 *
 * jsonSchemaOf({ id: 'urn:meritkit:amount', schema: z.object({ amount: z.string() }) }).type; // 'object'
 * ```
 */
export function jsonSchemaOf(options: {
  readonly schema: z.ZodType;
  readonly id: string;
  readonly title?: string;
}): JsonObject {
  const generated = z.toJSONSchema(options.schema, { unrepresentable: 'any', io: 'input' });
  // Through text: what remains is plain JSON, without the library's own hidden members.
  const { $schema, ...body } = JSON.parse(JSON.stringify(generated)) as JsonObject;
  return {
    $schema: $schema ?? null,
    $id: options.id,
    ...(options.title === undefined ? {} : { title: options.title }),
    ...body,
  };
}
