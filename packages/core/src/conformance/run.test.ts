import { spawnSync } from 'node:child_process';
import * as nodeTest from 'node:test';
import { fileURLToPath } from 'node:url';
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
  type TestRunner,
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

const never = () => new Promise<never>(() => undefined);
const hanging: ConformanceCase<string> = { group: 'host transaction', name: 'hangs', run: never };
const opened = await harness().made.open();

describe('a case that never ends', () => {
  it('fails by its own name, says what to look for, and the others are run', async () => {
    const { made, log } = harness();
    const results = await checkCases({ harness: { ...made, timeLimitMs: 20 }, cases: [hanging, cases[0]!] });
    expect(results.map(({ name, passed }) => [name, passed])).toEqual([
      ['hangs', false],
      ['good', true],
    ]);
    const { message } = results[0]!.error as Error;
    expect(message).toContain('"host transaction: hangs" on adapter: the case did not end within 20 ms');
    expect(message).toMatch(/never settles.*`within\(transaction\)`.*raise timeLimitMs/);
    expect(log).toEqual(['setup', 'dispose', 'setup', 'dispose']);
  });

  it('is named also when what it left behind cannot be disposed of', async () => {
    for (const dispose of [never, () => Promise.reject(new Error('still in use'))]) {
      const stuck = { ...harness().made, timeLimitMs: 20, open: async () => ({ ...opened, dispose }) };
      const [result] = await checkCases({ harness: stuck, cases: [hanging] });
      expect(String(result?.error)).toContain('the case did not end');
    }
  });

  it('may fail later without anybody noticing', async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown) => unheard.push(reason);
    process.on('unhandledRejection', hear);
    const late = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      throw new Error('too late');
    };
    await checkCases({ harness: { ...harness().made, timeLimitMs: 10 }, cases: [{ ...hanging, run: late }] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.off('unhandledRejection', hear);
    expect(unheard).toEqual([]);
  });

  it('is still a known gap', async () => {
    const bodies: (() => Promise<void>)[] = [];
    const runner: TestRunner = { describe: (_, body) => body(), it: (_, body) => bodies.push(body) };
    const gap = { ...harness([{ case: 'hangs', reason: 'one connection' }]).made, timeLimitMs: 20 };
    registerCases({ runner, port: 'StoreV1', harness: gap, cases: [hanging] });
    await expect(bodies[0]?.()).resolves.toBeUndefined();
  });
});

describe('a harness that never ends', () => {
  it('is named with the case, whether it opens or disposes; what opens too late is closed', async () => {
    const { made } = harness();
    const check = (change: Partial<typeof made>) =>
      checkCases({ harness: { ...made, timeLimitMs: 20, ...change }, cases: [cases[0]!] });
    await expect(check({ setup: never })).rejects.toThrow('"round trip: good" on adapter: setup and open did not end');
    await expect(check({ open: async () => ({ ...opened, dispose: never }) })).rejects.toThrow(
      '"round trip: good" on adapter: it ran, but dispose did not end within 20 ms',
    );
    let open = (_: typeof opened) => {};
    const late = new Promise<typeof opened>((resolve) => {
      open = resolve;
    });
    await expect(check({ open: () => late })).rejects.toThrow('setup and open did not end');
    await new Promise<void>((resolve) => open({ ...opened, dispose: async () => resolve() }));
  });
});

describe('the limit of time', () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])('is not %s', async (timeLimitMs) => {
    const wrong = { ...harness().made, timeLimitMs };
    await expect(checkCases({ harness: wrong, cases })).rejects.toThrow(
      expect.objectContaining({
        code: 'core/invalid-input',
        issues: [expect.objectContaining({ path: ['timeLimitMs'] })],
      }),
    );
    const runner: TestRunner = { describe: () => undefined, it: () => undefined };
    expect(() => registerCases({ runner, port: 'StoreV1', harness: wrong, cases })).toThrow('timeLimitMs');
  });

  it.each([
    [undefined, 80_000],
    [100, 400],
    [2 ** 31 - 1, 2 ** 31 - 1],
  ])('of %s is shorter than the %i that the runner is asked for', (timeLimitMs, asked) => {
    const timeouts: unknown[] = [];
    const runner: TestRunner = { describe: (_, body) => body(), it: (_name, _body, timeout) => timeouts.push(timeout) };
    const limited = timeLimitMs === undefined ? harness().made : { ...harness().made, timeLimitMs };
    registerCases({ runner, port: 'StoreV1', harness: limited, cases });
    expect(timeouts).toEqual([asked, asked]);
  });

  it('works with the functions of node:test, which has none of its own, and leaves no timer behind', () => {
    const runner: TestRunner = nodeTest; // its types fit as well
    expect(typeof runner.it).toBe('function');
    const script = `
      import { describe, it } from 'node:test';
      import { registerCases } from ${JSON.stringify(new URL('./run.ts', import.meta.url).href)};
      const harness = {
        name: 'adapter',
        timeLimitMs: 60_000,
        open: async () => ({ forTenant: () => null, dispose: async () => {} }),
      };
      const cases = [{ group: 'round trip', name: 'good', run: async () => {} }];
      registerCases({ runner: { describe, it }, port: 'StoreV1', harness, cases });
      const hanging = [{ group: 'host transaction', name: 'hangs', run: () => new Promise(() => {}) }];
      registerCases({ runner: { describe, it }, port: 'StoreV1', harness: { ...harness, timeLimitMs: 50 }, cases: hanging });
    `;
    const started = performance.now();
    const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
    const ended = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: fileURLToPath(new URL('.', import.meta.url)),
      encoding: 'utf8',
      env,
      timeout: 50_000,
    });
    expect(ended.status).toBe(1);
    expect(ended.stdout).toContain('"host transaction: hangs" on adapter: the case did not end within 50 ms');
    expect(ended.stdout).toMatch(/pass 1\n.*fail 1\n/);
    expect(performance.now() - started).toBeLessThan(40_000);
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
