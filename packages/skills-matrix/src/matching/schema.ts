import type { JsonObject } from '@meritkit/core/json';
import { jsonSchemaOf, parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import type { Demand } from './demand.ts';

const text = z.string().min(1);
const weight = z.number().min(0);

/** The zod schema of a demand; also a Standard Schema. */
export const demandSchema = z.object({
  id: text.exactOptional(),
  name: z.union([z.string(), z.record(z.string(), z.string()).readonly()]).exactOptional(),
  skills: z
    .array(
      z.object({
        skillId: text,
        atLeast: z.number(),
        weight,
        must: z.boolean().exactOptional(),
        people: z.number().int().min(1).exactOptional(),
      }),
    )
    .readonly(),
  experience: z
    .array(
      z.object({ tag: text, weight, months: z.number().min(0).exactOptional(), must: z.boolean().exactOptional() }),
    )
    .readonly()
    .exactOptional(),
  language: z.object({ skillId: text, atLeast: z.number() }).exactOptional(),
  availability: z.object({ weight, atLeast: z.number().min(0).max(1).exactOptional() }).exactOptional(),
  headcount: z.number().int().min(1).exactOptional(),
  period: z.object({ start: z.iso.date(), end: z.iso.date() }).exactOptional(),
  exclusions: z.array(text).readonly().exactOptional(),
}) satisfies z.ZodType<Demand>;

/**
 * Reads a demand from outside. What only a taxonomy can tell is checked where the demand is used.
 *
 * @throws InvalidInputError `skills/invalid-demand` with every issue's path
 * @example
 * ```ts
 * import { parseDemand } from '@meritkit/skills-matrix';
 *
 * parseDemand({ skills: [{ skillId: 'go', atLeast: 3, weight: 1 }] }).skills.length; // 1
 * ```
 */
export function parseDemand(input: unknown): Demand {
  return parseWith({ schema: demandSchema, input, code: 'skills/invalid-demand', at: ['demand'] });
}

/**
 * The JSON Schema of a demand, for hosts in other languages.
 *
 * @example
 * ```ts
 * import { demandJsonSchema } from '@meritkit/skills-matrix';
 *
 * demandJsonSchema().$id; // 'https://meritkit.dev/schemas/skills/demand-v1.json'
 * ```
 */
export function demandJsonSchema(): JsonObject {
  return jsonSchemaOf({ schema: demandSchema, id: 'https://meritkit.dev/schemas/skills/demand-v1.json' });
}
