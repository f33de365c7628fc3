import { invalidInput } from '../errors/index.ts';
import type { Json, JsonObject } from '../json/index.ts';

/** Turns a document of one schema version into the next one's shape. */
export type Upcaster = (document: JsonObject) => JsonObject;

/** Reads a stored document of any version ever published as the current one. */
export interface Upcasters {
  readonly current: number;
  /** `at` is where the document stands in a larger one; put before an issue's path. */
  readonly read: (document: JsonObject, at?: readonly (string | number)[]) => JsonObject;
}

/**
 * The one place where old versions of a stored type are read. `steps[0]` turns version 1 into 2, and so on; the
 * current version is one more than the number of steps. Documents carry `schemaVersion`.
 *
 * @throws InvalidInputError `core/newer-document` for a version this build does not know, `core/invalid-input` without one.
 * @example
 * ```ts
 * import { defineUpcasters } from '@meritkit/core/schema';
 *
 * const account = defineUpcasters({ type: 'account', steps: [({ name, ...rest }) => ({ ...rest, title: name })] });
 * account.read({ schemaVersion: 1, name: 'Lin' }); // { title: 'Lin', schemaVersion: 2 }
 * ```
 */
export function defineUpcasters(options: { readonly type: string; readonly steps: readonly Upcaster[] }): Upcasters {
  const current = options.steps.length + 1;
  const read = (document: JsonObject, at: readonly (string | number)[] = []): JsonObject => {
    const path = [...at, 'schemaVersion'];
    const version = versionOf(document.schemaVersion, options.type, path);
    if (version > current) {
      throw invalidInput('core/newer-document', path, `${options.type} version ${version} is newer than ${current}`);
    }
    return options.steps
      .slice(version - 1)
      .reduce<JsonObject>((older, step, index) => ({ ...step(older), schemaVersion: version + index + 1 }), document);
  };
  return { current, read };
}

function versionOf(value: Json | undefined, type: string, path: readonly (string | number)[]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw invalidInput('core/invalid-input', path, `${type} carries no schema version`);
}
