import { invalidInput } from '@meritkit/core/errors';
import { jsonSchemaOf, parseWith } from '@meritkit/core/schema';
import { z } from 'zod';

const text = z.union([z.string().min(1), z.record(z.string(), z.string())]);
const weight = z.number().positive().finite();

/** An item people answer on the definition's scale. `raisesProblems` marks items where more is good by principle. */
export const itemSchema = z.object({
  id: z.string().min(1),
  text,
  weight,
  direction: z.enum(['more', 'less']),
  raisesProblems: z.boolean().optional(),
});

/** An indicator: items, and perhaps the context item that must be shown beside it. */
export const indicatorSchema = z.object({
  id: z.string().min(1),
  name: text,
  weight,
  beside: z.string().min(1).optional(),
  items: z.array(itemSchema).min(1),
});

/** An engagement index: dimensions of indicators of items, with relative weights, a scale and a version. */
export const definitionSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().min(1),
  version: z.string().min(1),
  scale: z.object({ minimum: z.int(), maximum: z.int(), favourableFrom: z.int() }),
  dimensions: z
    .array(z.object({ id: z.string().min(1), name: text, weight, indicators: z.array(indicatorSchema).min(1) }))
    .min(1),
  /** Asked for context, such as the load; never part of the score. */
  context: z.array(z.object({ id: z.string().min(1), text })),
});

/** An item of a definition. */
export type EngagementItem = Readonly<z.infer<typeof itemSchema>>;
/** An engagement index, as `parseDefinition` gives it. */
export type EngagementDefinition = z.infer<typeof definitionSchema>;

/** The JSON Schema of a definition, for documents' own validation. */
export const definitionJsonSchema = jsonSchemaOf({
  schema: definitionSchema,
  id: 'https://meritkit.dev/schemas/engagement-definition.v1.json',
  title: 'Engagement index definition',
});

/**
 * Reads a definition from outside and checks what a schema cannot say: ids are used once, a scale has a favourable
 * part, a context item exists, and raising problems is never scored as bad.
 *
 * @throws InvalidInputError `engagement/invalid-definition`, `engagement/voice-punished`
 * @example
 * ```ts
 * import { defaultDefinition, parseDefinition } from '@meritkit/engagement-index';
 *
 * parseDefinition(defaultDefinition).dimensions.length; // 3
 * ```
 */
export function parseDefinition(input: unknown): EngagementDefinition {
  const definition = parseWith({ schema: definitionSchema, input, code: 'engagement/invalid-definition' });
  const { minimum, maximum, favourableFrom } = definition.scale;
  if (!(minimum < favourableFrom && favourableFrom <= maximum)) {
    throw invalidInput('engagement/invalid-definition', ['scale'], 'minimum < favourableFrom <= maximum');
  }
  const items = new Set<string>();
  const parts = new Set<string>();
  const once = (seen: Set<string>, id: string, path: readonly (string | number)[]) => {
    if (seen.has(id)) throw invalidInput('engagement/invalid-definition', path, `"${id}" is used twice`);
    seen.add(id);
  };
  definition.context.forEach((item, index) => {
    once(items, item.id, ['context', index, 'id']);
  });
  definition.dimensions.forEach((dimension, d) => {
    once(parts, dimension.id, ['dimensions', d, 'id']);
    dimension.indicators.forEach((indicator, i) => {
      const path = ['dimensions', d, 'indicators', i];
      once(parts, indicator.id, [...path, 'id']);
      if (indicator.beside !== undefined && !definition.context.some((item) => item.id === indicator.beside)) {
        throw invalidInput('engagement/invalid-definition', [...path, 'beside'], 'no such context item');
      }
      indicator.items.forEach((item, k) => {
        once(items, item.id, [...path, 'items', k, 'id']);
        if (item.raisesProblems === true && item.direction === 'less') {
          throw invalidInput(
            'engagement/voice-punished',
            [...path, 'items', k, 'direction'],
            'raising problems is good',
          );
        }
      });
    });
  });
  return definition;
}
