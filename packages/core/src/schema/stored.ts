import type { z } from 'zod';
import { parseWith } from './parse.ts';
import type { Upcasters } from './upcast.ts';

/**
 * Reads stored data of any version ever published: as the present version, checked with that one's schema.
 *
 * @throws InvalidInputError `core/newer-document` for a version this build does not know; with `code` (default
 * `core/invalid-input`) and each issue's path for what the schema refuses, a missing version too
 * @example
 * ```ts
 * import { defineUpcasters, parseStored } from '@meritkit/core/schema';
 * import { z } from 'zod';
 *
 * const upcasters = defineUpcasters({ type: 'account', steps: [({ name, ...rest }) => ({ ...rest, title: name })] });
 * const schema = z.object({ schemaVersion: z.literal(2), title: z.string() });
 * parseStored({ schema, upcasters, input: { schemaVersion: 1, name: 'Lin' } }).title; // 'Lin'
 * ```
 */
export function parseStored<Schema extends z.ZodType>(options: {
  readonly schema: Schema;
  readonly upcasters: Upcasters;
  readonly input: unknown;
  readonly code?: string;
}): z.output<Schema> {
  const { upcasters, input, ...rest } = options;
  return parseWith({ ...rest, input: upcastInput(upcasters, input) });
}

/** Input as the present version; what says no version is left for the schema, which tells what is wrong and where. */
export function upcastInput(upcasters: Upcasters, input: unknown, at: readonly (string | number)[] = []): unknown {
  return hasVersion(input) ? upcasters.read(input, at) : input;
}

function hasVersion(input: unknown): input is Parameters<Upcasters['read']>[0] {
  if (typeof input !== 'object' || input === null || !('schemaVersion' in input)) return false;
  return Number.isInteger(input.schemaVersion) && Number(input.schemaVersion) >= 1;
}
