import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { collectSamples } from './examples/collect.ts';
import { compileSample } from './examples/compile.ts';
import { typeErrorsOf } from './examples/types.ts';
import { root } from './root.ts';

/**
 * Checks the types of the code of the documents and docstrings, runs it, and compares every expression with the value in the comment behind
 * it. The modules stand in a folder of the quickstart example, which depends on every package by its public name.
 */
const folder = join(root, 'examples/quickstart/.docs');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
writeFileSync(
  join(folder, 'promise.ts'),
  `import { difference, readExpectation } from '../../../scripts/checks/examples/expectation.ts';

export const outcome: { kept: number; broken: string[] } = { kept: 0, broken: [] };

export function promise<Value>(value: Value, comment: string, place: string): Value {
  const expected = readExpectation(comment);
  if (expected === undefined) return value;
  const found = 'problem' in expected ? expected.problem : difference(value, expected.value);
  if (found === undefined) outcome.kept += 1;
  else outcome.broken.push(\`\${place}: \${found}\`);
  return value;
}
`,
);

const modules = collectSamples(process.argv.slice(2)).flatMap(compileSample);
const { outcome } = (await import(pathToFileURL(join(folder, 'promise.ts')).href)) as {
  outcome: { kept: number; broken: string[] };
};
const files = modules.map(({ code }, index) => {
  const file = join(folder, `sample-${index}.ts`);
  writeFileSync(file, code);
  return file;
});
for (const { file, message } of typeErrorsOf(files))
  outcome.broken.push(`${modules[files.indexOf(file)]?.name}: ${message}`);
const log = console.log;
for (const [index, module] of modules.entries()) {
  const file = files[index] ?? '';
  console.log = () => {};
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    outcome.broken.push(
      `${module.name}: ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ') : String(error)}`,
    );
  } finally {
    console.log = log;
  }
}
for (const line of outcome.broken) console.error(line);
console.log(`${modules.length} samples ran, ${outcome.kept} promised values kept, ${outcome.broken.length} broken`);
process.exit(outcome.broken.length === 0 && modules.length > 0 ? 0 : 1);
