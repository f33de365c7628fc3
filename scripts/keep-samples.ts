import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './checks/root.ts';

/**
 * Keeps what a package stores today as its next sample: `node scripts/keep-samples.ts engagement-index`. Its tests then
 * hold it to reading that for ever. A sample that is there is never written again.
 */
const [name] = process.argv.slice(2);
if (name === undefined) throw new Error('which package?');
const folder = join(root, 'packages', name, 'testing/samples');
const { writeSamples } = (await import(pathToFileURL(join(folder, 'life.ts')).href)) as {
  readonly writeSamples: () => Promise<unknown>;
};
let number = 1;
while (existsSync(join(folder, `stored-v${number}.json`))) number += 1;
const file = join(folder, `stored-v${number}.json`);
// Without line breaks: the formatter then lays out what fits into a line as one.
writeFileSync(file, `${JSON.stringify(await writeSamples())}\n`);
console.log(`kept ${file}`);
