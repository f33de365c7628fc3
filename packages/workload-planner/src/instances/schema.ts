import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { checkProject } from './check-project.ts';
import type { Project } from './model.ts';

const count = z.int().min(0).max(1_000_000);
const shared = {
  name: z.string(),
  durations: z.array(count),
  successors: z.array(z.array(z.int().min(0))),
  requirements: z.array(z.array(count)),
};

/** A project from outside: shapes and ranges; what ties the parts together is checked by `parseProject`. */
export const projectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('resource-project'), ...shared, capacities: z.array(count) }),
  z.strictObject({ kind: z.literal('multi-skill-project'), ...shared, mastery: z.array(z.array(z.boolean())) }),
]);

/**
 * A project from unknown data, checked through: shapes, ranges, cycles, requirements that can never be met.
 *
 * Throws `InvalidInputError` with the path: `planner/instance-number`, `planner/instance-cycle`,
 * `planner/instance-impossible`, `planner/instance-malformed`.
 *
 * @example
 * ```ts
 * import { parseProject } from '@meritkit/workload-planner';
 *
 * parseProject({
 *   kind: 'resource-project', name: 'two', durations: [2, 3], successors: [[1], []],
 *   capacities: [1], requirements: [[1], [1]],
 * }).name; // 'two'
 * ```
 */
export function parseProject(value: unknown): Project {
  const project: Project = parseWith({ schema: projectSchema, input: value, code: 'planner/instance-malformed' });
  checkProject(project);
  return project;
}
