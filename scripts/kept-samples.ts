import { readdirSync, readFileSync } from 'node:fs';

/**
 * The kept samples of a package: what each published shape wrote, as it lies in a database, oldest first. They are the
 * files `stored-v<number>.json` of a folder; `scripts/keep-samples.ts` adds one, and none is ever written again.
 */
export function keptSamples<Samples>(folder: URL): readonly [Samples, ...Samples[]] {
  const numbers = readdirSync(folder)
    .flatMap((name) => /^stored-v(\d+)\.json$/.exec(name)?.slice(1) ?? [])
    .map(Number)
    .sort((left, right) => left - right);
  const samples = numbers.map(
    (number) => JSON.parse(readFileSync(new URL(`stored-v${number}.json`, folder), 'utf8')) as Samples,
  );
  const [first, ...rest] = samples;
  if (first === undefined) throw new Error(`no sample is kept in ${folder.pathname}`);
  return [first, ...rest];
}

/**
 * The shape of stored data: the kind of value at every path, `[]` standing for any place of a list. Two documents of
 * one shape can be read by the same code, whatever their values are.
 */
export function shapeOf(value: unknown): readonly string[] {
  const found = new Set<string>();
  const visit = (part: unknown, path: string): void => {
    if (Array.isArray(part)) {
      found.add(`${path}: list`);
      for (const item of part) visit(item, `${path}[]`);
    } else if (typeof part === 'object' && part !== null) {
      found.add(`${path}: object`);
      for (const [name, member] of Object.entries(part)) visit(member, `${path}.${name}`);
    } else found.add(`${path}: ${part === null ? 'null' : typeof part}`);
  };
  // As JSON, since a member that is undefined is not stored.
  visit(JSON.parse(JSON.stringify(value)), '');
  return [...found].sort();
}
