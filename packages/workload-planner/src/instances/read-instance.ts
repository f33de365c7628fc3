import { malformedAt } from './errors.ts';
import type { Project } from './model.ts';
import { readMultiSkill } from './read-multi-skill.ts';
import { readPatterson } from './read-patterson.ts';
import { readPsplib } from './read-psplib.ts';

/** The endings of files that `readInstance` knows. */
export const instanceEndings = ['.sm', '.rcp', '.dzn'] as const;

/**
 * Reads a published instance by the ending of its name: PSPLIB `.sm`, Patterson `.rcp`, MSPSP `.dzn`.
 *
 * Throws `InvalidInputError` with the file's name and line; `planner/instance-unsupported` for another ending.
 *
 * @example
 * ```ts
 * import { readInstance } from '@meritkit/workload-planner';
 *
 * readInstance({ name: 'tiny.rcp', text: '2 1\n 3\n 4 2 1 2\n 5 1 0' }).durations; // [4, 5]
 * ```
 */
export function readInstance(options: { readonly text: string; readonly name: string }): Project {
  const name = options.name.toLowerCase();
  if (name.endsWith('.sm')) return readPsplib(options);
  if (name.endsWith('.rcp')) return readPatterson(options);
  if (name.endsWith('.dzn')) return readMultiSkill(options);
  throw malformedAt({
    code: 'planner/instance-unsupported',
    name: options.name,
    line: 1,
    message: `expected a name ending in ${instanceEndings.join(', ')}`,
  });
}
