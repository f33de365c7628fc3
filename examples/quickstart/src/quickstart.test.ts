import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = import.meta.dirname;
const examples = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

describe('every example', () => {
  it.each(examples)('%s runs, prints its result and stays under 40 lines', (name) => {
    expect(readFileSync(join(folder, name), 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    const printed = execFileSync(process.execPath, [join(folder, name)], { encoding: 'utf8' });
    expect(printed.trim()).not.toBe('');
  });
});
