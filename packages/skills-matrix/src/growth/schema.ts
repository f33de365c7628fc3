import type { JsonObject } from '@meritkit/core/json';
import { jsonSchemaOf, parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import type { Course } from './plan.ts';
import type { Ladder } from './readiness.ts';

// Made in functions that a bundler may leave out: whoever only ranks candidates does not carry them.
const parts = () => ({
  text: z.string().min(1),
  words: z.union([z.string(), z.record(z.string(), z.string()).readonly()]),
  weight: z.number().min(0).exactOptional(),
  level: z.object({ skillId: z.string().min(1), atLeast: z.number() }),
});

/** The zod schema of a ladder; also a Standard Schema. */
export const ladderSchema = /* @__PURE__ */ (() => {
  const { text, words, weight, level } = parts();
  const project = z.object({ count: z.int().min(0), tag: text.exactOptional(), role: text.exactOptional(), weight });
  const requires = z.object({
    skills: z.array(level.extend({ weight })).readonly().exactOptional(),
    projects: z.array(project).readonly().exactOptional(),
    certificates: z
      .array(z.object({ name: text, weight }))
      .readonly()
      .exactOptional(),
    tenureDays: z.object({ days: z.int().min(0), weight }).exactOptional(),
  });
  return z.object({
    id: text,
    name: words.exactOptional(),
    steps: z
      .array(z.object({ id: text, name: words, requires }))
      .min(1)
      .readonly(),
  }) satisfies z.ZodType<Ladder>;
})();

/** The zod schema of a course; also a Standard Schema. */
export const courseSchema = /* @__PURE__ */ (() => {
  const { text, words, level } = parts();
  return z.object({
    id: text,
    name: words.exactOptional(),
    raises: z.array(z.object({ skillId: text, toLevel: z.number() })).readonly(),
    afterCourses: z.array(text).readonly().exactOptional(),
    afterSkills: z.array(level).readonly().exactOptional(),
    hours: z.number().min(0),
    price: z.number().min(0).exactOptional(),
    retiredOn: z.iso.date().exactOptional(),
  }) satisfies z.ZodType<Course>;
})();

/**
 * Reads a ladder from outside. What only a taxonomy can tell is checked where the ladder is used or saved.
 *
 * @throws InvalidInputError `skills/invalid-ladder` with every issue's path
 * @example
 * ```ts
 * import { parseLadder } from '@meritkit/skills-matrix';
 *
 * parseLadder({ id: 'engineer', steps: [{ id: 'p5', name: 'Engineer', requires: { tenureDays: { days: 365 } } }] }).id; // 'engineer'
 * ```
 */
export function parseLadder(input: unknown): Ladder {
  return parseWith({ schema: ladderSchema, input, code: 'skills/invalid-ladder', at: ['ladder'] });
}

/**
 * Reads a course from outside. What only a taxonomy or the other courses can tell is checked where it is used or saved.
 *
 * @throws InvalidInputError `skills/invalid-course` with every issue's path
 * @example
 * ```ts
 * import { parseCourse } from '@meritkit/skills-matrix';
 *
 * parseCourse({ id: 'go-1', raises: [{ skillId: 'go', toLevel: 2 }], hours: 16 }).hours; // 16
 * ```
 */
export function parseCourse(input: unknown): Course {
  return parseWith({ schema: courseSchema, input, code: 'skills/invalid-course', at: ['course'] });
}

/**
 * The JSON Schema of a ladder, for hosts in other languages.
 *
 * @example
 * ```ts
 * import { ladderJsonSchema } from '@meritkit/skills-matrix';
 *
 * ladderJsonSchema().$id; // 'https://meritkit.dev/schemas/skills/ladder-v1.json'
 * ```
 */
export function ladderJsonSchema(): JsonObject {
  return jsonSchemaOf({ schema: ladderSchema, id: 'https://meritkit.dev/schemas/skills/ladder-v1.json' });
}

/**
 * The JSON Schema of a course, for hosts in other languages.
 *
 * @example
 * ```ts
 * import { courseJsonSchema } from '@meritkit/skills-matrix';
 *
 * courseJsonSchema().$id; // 'https://meritkit.dev/schemas/skills/course-v1.json'
 * ```
 */
export function courseJsonSchema(): JsonObject {
  return jsonSchemaOf({ schema: courseSchema, id: 'https://meritkit.dev/schemas/skills/course-v1.json' });
}
