import type { JsonObject } from '@meritkit/core/json';
import { jsonSchemaOf, parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import type { Evidence } from './model.ts';

const text = z.string().min(1);
const level = z.number();
const shown = z.object({ skillId: text, level }).readonly();
const reference = z
  .object({
    system: text,
    ref: text,
    url: z.string().exactOptional(),
    factId: z.string().exactOptional(),
    revision: z.number().int().exactOptional(),
  })
  .readonly();

const base = { id: text, personId: text, at: z.iso.date(), source: reference.exactOptional() };
const skills = z.array(shown).readonly().exactOptional();

/** The zod schema of one piece of evidence; also a Standard Schema. */
export const evidenceSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('self-rating'), skillId: text, level }),
  z.object({ ...base, kind: z.literal('manager-rating'), skillId: text, level, raterId: text.exactOptional() }),
  z.object({
    ...base,
    kind: z.literal('endorsement'),
    skillId: text,
    level,
    endorserId: text,
    endorserLevel: level.nullable(),
  }),
  z.object({
    ...base,
    kind: z.literal('project'),
    projectId: text.exactOptional(),
    role: z.string().exactOptional(),
    tags: z.array(text).readonly(),
    months: z.number().min(0),
    skills,
  }),
  z.object({
    ...base,
    kind: z.literal('certificate'),
    name: text,
    issuer: text,
    validFrom: z.iso.date().exactOptional(),
    validTo: z.iso.date().exactOptional(),
    revokedAt: z.iso.date().exactOptional(),
    skills,
  }),
  z.object({ ...base, kind: z.literal('certificate-revocation'), certificateId: text }),
  z.object({ ...base, kind: z.literal('course'), courseId: text, skills }),
  z.object({ ...base, kind: z.literal('assessment'), skillId: text, level }),
  z.object({
    ...base,
    kind: z.literal('contribution'),
    skillId: text,
    count: z.number().min(0).exactOptional(),
    level: level.exactOptional(),
  }),
  z.object({ ...base, kind: z.literal('interest'), skillId: text, interest: z.number().min(0).max(1) }),
]) satisfies z.ZodType<Evidence>;

/**
 * Reads evidence from outside: a list, each with its kind.
 *
 * @throws InvalidInputError `skills/invalid-evidence` with every issue's path.
 * @example
 * ```ts
 * import { parseEvidence } from '@meritkit/skills-matrix';
 *
 * parseEvidence([{ id: 'e1', personId: 'lin', kind: 'self-rating', skillId: 'go', level: 3, at: '2026-09-30' }]).length; // 1
 * ```
 */
export function parseEvidence(input: unknown): readonly Evidence[] {
  return parseWith({ schema: z.array(evidenceSchema), input, code: 'skills/invalid-evidence', at: ['evidence'] });
}

/**
 * The JSON Schema of one piece of evidence, for hosts in other languages.
 *
 * @example
 * ```ts
 * import { evidenceJsonSchema } from '@meritkit/skills-matrix';
 *
 * evidenceJsonSchema().$id; // 'https://meritkit.dev/schemas/skills/evidence-v1.json'
 * ```
 */
export function evidenceJsonSchema(): JsonObject {
  return jsonSchemaOf({ schema: evidenceSchema, id: 'https://meritkit.dev/schemas/skills/evidence-v1.json' });
}
