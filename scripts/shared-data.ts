import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder with other people's reference data, which is read and never copied; see docs/reference-data.md. */
export const sharedRoot = resolve(root, process.env.MERITKIT_SHARED ?? '../shared');

/** True where the reference data are there. */
export const hasShared = existsSync(join(sharedRoot, 'data'));

/**
 * A file of the reference data. Tests that need one register through `describe.runIf(hasShared)`; where the folder is
 * absent the run says in one line what it leaves out, and `MERITKIT_SHARED_REQUIRED=1` makes that a failure.
 */
export function sharedPath(...parts: readonly string[]): string {
  return join(sharedRoot, ...parts);
}
