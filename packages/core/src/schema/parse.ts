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
  const at = options.at ?? [];
  const code = options.code ?? 'core/invalid-input';
  const found = look(options.input);
  if (found.tooDeep !== null) {
    const message = `nested more than ${DEEPEST} levels deep`;
    return { ok: false, issues: [{ path: [...at, ...pathOf(found.tooDeep).slice(0, 8)], code, message }] };
  }
  const result = options.schema.safeParse(options.input);
  if (result.success) {
    if (found.lostName === null) return { ok: true, value: result.data };
    const message = `nothing can be called ${LOST_NAME}: it would be lost on the way`;
    return { ok: false, issues: [{ path: [...at, ...pathOf(found.lostName), LOST_NAME], code, message }] };
  }
  const issues = result.error.issues.map((issue) => ({
    path: [...at, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))],
    code,
    message: issue.message,
  }));
  return { ok: false, issues };
}

/** The one name that JSON can carry and that copies of an object drop without a word. */
const LOST_NAME = '__proto__';

/** What reads data level by level ends with the stack; no payload or document of a tool comes near this. */
const DEEPEST = 500;

/** A part of the input, linked to what holds it: a path is made only where it is told. */
interface Part {
  readonly value: unknown;
  readonly step: string | number;
  readonly depth: number;
  readonly holder: Part | null;
}

/** Looks once at all of the input, before anything reads it: where it uses the lost name, and where it is too deep. */
function look(input: unknown): { readonly lostName: Part | null; readonly tooDeep: Part | null } {
  const open: Part[] = [{ value: input, step: '', depth: 0, holder: null }];
  const seen = new Set<unknown>();
  let lostName: Part | null = null;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    if (depth > DEEPEST) return { lostName, tooDeep: next };
    seen.add(value);
    if (lostName === null && Object.hasOwn(value, LOST_NAME)) lostName = next;
    for (const [name, part] of Object.entries(value)) {
      if (typeof part !== 'object' || part === null) continue;
      open.push({ value: part, step: Array.isArray(value) ? Number(name) : name, depth: depth + 1, holder: next });
    }
  }
  return { lostName, tooDeep: null };
}

function pathOf(part: Part): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = part; at.holder !== null; at = at.holder) path.push(at.step);
  return path.reverse();
}
