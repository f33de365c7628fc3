import type { z } from 'zod';
import { type InputIssue, InvalidInputError } from '../errors/index.ts';

/**
 * Reads data from outside with a zod schema: the typed value, or an `InvalidInputError` with every issue's path.
 *
 * @throws InvalidInputError with `code` (default `core/invalid-input`)
 * @example
 * ```ts
 * import { parseWith } from '@meritkit/core/schema';
 * import { z } from 'zod';
 *
 * parseWith({ schema: z.object({ amount: z.string() }), input: { amount: '12.50' } }); // { amount: '12.50' }
 * ```
 */
export function parseWith<Schema extends z.ZodType>(options: {
  readonly schema: Schema;
  readonly input: unknown;
  readonly code?: string;
  /** Where the input stands in a larger document; put before each issue's path. */
  readonly at?: readonly (string | number)[];
}): z.output<Schema> {
  const result = safeParseWith(options);
  if (result.ok) return result.value;
  throw new InvalidInputError({ ...(options.code === undefined ? {} : { code: options.code }), issues: result.issues });
}

/**
 * As `parseWith`, with the issues returned instead of thrown.
 *
 * @example
 * ```ts
 * import { safeParseWith } from '@meritkit/core/schema';
 * import { z } from 'zod';
 *
 * safeParseWith({ schema: z.object({ amount: z.string() }), input: {} }).ok; // false
 * ```
 */
export function safeParseWith<Schema extends z.ZodType>(options: {
  readonly schema: Schema;
  readonly input: unknown;
  readonly code?: string;
  readonly at?: readonly (string | number)[];
}):
  | { readonly ok: true; readonly value: z.output<Schema> }
  | { readonly ok: false; readonly issues: readonly InputIssue[] } {
  const result = options.schema.safeParse(options.input);
  const at = options.at ?? [];
  if (result.success) {
    const lost = pathOfLostName(options.input);
    if (lost === null) return { ok: true, value: result.data };
    const message = `nothing can be called ${LOST_NAME}: it would be lost on the way`;
    return { ok: false, issues: [{ path: [...at, ...lost], code: options.code ?? 'core/invalid-input', message }] };
  }
  const issues = result.error.issues.map((issue) => ({
    path: [...at, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))],
    code: options.code ?? 'core/invalid-input',
    message: issue.message,
  }));
  return { ok: false, issues };
}

/** The one name that JSON can carry and that copies of an object drop without a word. */
const LOST_NAME = '__proto__';

/** Where data from outside uses it, as a name of a record for instance; null where it does not. */
function pathOfLostName(input: unknown): readonly (string | number)[] | null {
  const open: { readonly value: unknown; readonly path: readonly (string | number)[] }[] = [{ value: input, path: [] }];
  const seen = new Set<unknown>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (Object.hasOwn(value, LOST_NAME)) return [...path, LOST_NAME];
    for (const [name, part] of Object.entries(value)) {
      if (typeof part !== 'object' || part === null) continue;
      open.push({ value: part, path: [...path, Array.isArray(value) ? Number(name) : name] });
    }
  }
  return null;
}
