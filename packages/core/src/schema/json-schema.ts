import { z } from 'zod';
import type { Json, JsonObject } from '../json/index.ts';

/**
 * The JSON Schema (draft 2020-12) of a public type, for hosts in other languages and for documents' own validation.
 * What zod can say and JSON Schema cannot (a transform, a check by function) is left open, never refused.
 */
export function jsonSchemaOf(options: {
  readonly schema: z.ZodType;
  readonly id: string;
  readonly title?: string;
}): JsonObject {
  const { $schema, ...body } = z.toJSONSchema(options.schema, { unrepresentable: 'any', io: 'input' }) as Record<
    string,
    never
  >;
  return {
    $schema: $schema ?? null,
    $id: options.id,
    ...(options.title === undefined ? {} : { title: options.title }),
    ...body,
  };
}
