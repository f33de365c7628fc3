import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InvalidInputError } from '@meritkit/core/errors';
import { instanceEndings } from '../src/instances/read-instance.ts';
import { readBestKnown, summarise } from './best-known.ts';
import { type InstanceLine, type RunLimits, solveFile } from './solve-file.ts';

const usage = 'bench:instances <folder> [--schedules N | --seconds T] [--seed S] [--every K] [--match TEXT]';

/** Says what is wrong with the command and ends. */
function refuse(message: string): never {
  process.stderr.write(`${message}\n${usage}\n`);
  process.exit(2);
}

/** Reads a number above 0 from the command line, or says what is wrong. */
function positive(text: string | undefined, what: string, isWhole: boolean): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0) || (isWhole && !Number.isSafeInteger(value)))
    refuse(`${what} must be a ${isWhole ? 'whole ' : ''}number above 0, got "${text}"`);
  return value;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      args: process.argv.slice(2).filter((argument) => argument !== '--'),
      options: {
        schedules: { type: 'string' },
        seconds: { type: 'string' },
        seed: { type: 'string' },
        every: { type: 'string' },
        match: { type: 'string' },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : 'these options cannot be read');
  }
}

const { values, positionals } = readArguments();
const folder = positionals[0];
if (folder === undefined) refuse('which folder?');
const from = resolve(process.env.INIT_CWD ?? process.cwd(), folder);
const schedules = positive(values.schedules, '--schedules', true);
const seconds = positive(values.seconds, '--seconds', false) ?? (schedules === undefined ? 10 : undefined);
const seed = Number(values.seed ?? 1);
if (!Number.isSafeInteger(seed)) refuse(`--seed must be a whole number, got "${values.seed}"`);
if (!(statSync(from, { throwIfNoEntry: false })?.isDirectory() ?? false)) refuse(`${from} is not a folder`);
const limits = {
  ...(schedules === undefined ? {} : { schedules }),
  ...(seconds === undefined ? {} : { seconds }),
  seed,
};
const every = positive(values.every, '--every', true) ?? 1;
const known = readBestKnown(from);
const names = readdirSync(from)
  .filter((name) => statSync(join(from, name), { throwIfNoEntry: false })?.isFile() ?? false)
  .filter((name) => instanceEndings.some((ending) => name.toLowerCase().endsWith(ending)))
  .filter((name) => name.includes(values.match ?? ''))
  .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  .filter((_, index) => index % every === 0);
if (names.length === 0) refuse(`no ${instanceEndings.join(', ')} file in ${from}`);
const bySet = new Map<string, InstanceLine[]>();
for (const name of names) {
  const line = lineOf(name, limits);
  if (line === undefined) continue;
  const set = known?.get(name)?.set ?? '';
  bySet.set(set, [...(bySet.get(set) ?? []), line]);
}
if (known !== undefined)
  for (const [set, lines] of bySet) {
    const summary = summarise(set, lines, known);
    if (summary.instances > 0) process.stdout.write(`${JSON.stringify({ summary })}\n`);
    else process.stderr.write('bks.csv knows none of these instances: no summary\n');
  }

/** Solves a file and prints its line; one that cannot be read or solved gets the reason instead, and the run goes on. */
function lineOf(name: string, given: RunLimits): InstanceLine | undefined {
  try {
    const line = solveFile(join(from, name), given);
    process.stdout.write(`${JSON.stringify(line)}\n`);
    return line;
  } catch (error) {
    if (!InvalidInputError.isInstance(error)) throw error;
    const { code, issues, message } = error;
    process.stdout.write(
      `${JSON.stringify({ instance: name, error: { code, path: issues[0]?.path ?? [], message } })}\n`,
    );
    process.exitCode = 1;
    return undefined;
  }
}
