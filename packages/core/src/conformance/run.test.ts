import { describe, expect, it } from 'vitest';
import { InvalidInputError, KeyConflictError } from '../errors/index.ts';
import {
  type ConformanceCase,
  type ConformanceHarness,
  check,
  checkCases,
  checkEqual,
  checkRejects,
  registerCases,
} from './index.ts';

const cases: readonly ConformanceCase<string>[] = [
  { group: 'round trip', name: 'good', run: async () => undefined },
  { group: 'race', name: 'bad', run: async () => check(false, 'a promise was broken') },
];

function harness(knownGaps: ConformanceHarness<string>['knownGaps'] = []) {
  const log: string[] = [];
  const made: ConformanceHarness<string> = {
    name: 'adapter',
    knownGaps,
    setup: async () => {
      log.push('setup');
    },
    open: async () => ({
      forTenant: (tenantId) => tenantId,
      transact: (work) => work(undefined),
      reopen: async () => undefined,
      dispose: async () => {
        log.push('dispose');
      },
    }),
  };
  return { made, log };
}

/** A test runner that only remembers. */
async function run(knownGaps: ConformanceHarness<string>['knownGaps'] = []) {
  const tests: { readonly name: string; readonly body: () => Promise<void> }[] = [];
  const titles: string[] = [];
  const runner = {
    describe: (name: string, body: () => void) => {
      titles.push(name);
      body();
    },
    it: (name: string, body: () => Promise<void>) => {
      tests.push({ name, body });
    },
  };
  registerCases({ runner, port: 'StoreV1', harness: harness(knownGaps).made, cases });
  const results = await Promise.allSettled(tests.map(({ body }) => body()));
  return { titles, names: tests.map(({ name }) => name), passed: results.map(({ status }) => status === 'fulfilled') };
}

describe('a kit', () => {
  it('registers a test per case, and a broken promise fails its own', async () => {
    expect(await run()).toEqual({
      titles: ['StoreV1: adapter'],
      names: ['round trip: good', 'race: bad'],
      passed: [true, false],
    });
  });

  it('a known gap says why, does not fail the run, and fails it once it passes', async () => {
    expect(await run([{ case: 'bad', reason: 'no locks yet' }])).toMatchObject({
      names: ['round trip: good', 'race: bad [known gap: no locks yet]'],
      passed: [true, true],
    });
    expect((await run([{ case: 'good', reason: 'was broken once' }])).passed).toEqual([false, false]);
  });

  it('a known gap that names no case or gives no reason is refused', async () => {
    await expect(run([{ case: 'gone', reason: 'x' }])).rejects.toThrow(
      expect.objectContaining({ code: 'core/unknown-case' }),
    );
    await expect(run([{ case: 'bad', reason: ' ' }])).rejects.toThrow(
      expect.objectContaining({ code: 'core/unknown-case' }),
    );
  });

  it('without a runner reports each case, and always disposes', async () => {
    const { made, log } = harness();
    const results = await checkCases({ harness: made, cases });
    expect(results.map(({ name, passed }) => [name, passed])).toEqual([
      ['good', true],
      ['bad', false],
    ]);
    expect(log).toEqual(['setup', 'dispose', 'setup', 'dispose']);
  });
});

describe('checks', () => {
  it('compare plain data, and errors by their marker', async () => {
    expect(() => checkEqual({ b: 1, a: undefined }, { b: 1 }, 'same')).not.toThrow();
    expect(() => checkEqual([1], [2], 'same')).toThrow('same\n  expected [2]\n  actual   [1]');
    const work = async () => {
      throw new KeyConflictError({ key: 'k' });
    };
    await expect(checkRejects(work, KeyConflictError, 'conflict')).resolves.toMatchObject({
      code: 'core/key-conflict',
    });
    await expect(checkRejects(work, InvalidInputError, 'refusal')).rejects.toThrow(
      'expected InvalidInputError, got core/key-conflict',
    );
    await expect(checkRejects(async () => 1, KeyConflictError, 'conflict')).rejects.toThrow('nothing was thrown');
  });
});
