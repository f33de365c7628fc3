import { readFileSync, writeFileSync } from 'node:fs';
import type { DryRunResult, MutantRunOptions, MutantRunResult } from '@stryker-mutator/api/test-runner';

/** What mocha tells of the test at hand. */
interface Context {
  readonly currentTest?: { fullTitle(): string } | undefined;
}

interface Runner {
  beforeEach?(context: Context): void;
  dryRun: (options: never) => Promise<DryRunResult>;
  mutantRun: (options: MutantRunOptions) => Promise<MutantRunResult>;
}

/** Stryker's account with the code it has planted defects in; that code reads `currentTestId` at nearly every step. */
interface Account {
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
}

/** In the sandbox: a run that ended in a new process finds there what the first one counted. */
const file = '.steps.json';

/**
 * Ends endless loops by their steps. Stryker knows two ends: a hundred times as many visits to the defect itself as all
 * tests make together without it, which a loop around it may never reach, and the clock, which costs seconds and then a
 * new process. Here a test counts as caught in a loop after ten times the steps that it took by itself, and a million.
 */
export function stopEndlessLoops(runner: Runner): void {
  const account = accountOf(globalThis as { __stryker__?: Account });
  const usual = new Map<string, number>();
  let test: string | undefined;
  let steps = 0;
  let most = Number.POSITIVE_INFINITY;
  const begin = (next: string | undefined): void => {
    if (test !== undefined && most === Number.POSITIVE_INFINITY) usual.set(test, (usual.get(test) ?? 0) + steps);
    test = next;
    steps = 0;
  };
  Object.defineProperty(account, 'currentTestId', {
    get: () => {
      steps += 1;
      if (steps <= most) return test;
      [account.hitCount, account.hitLimit] = [steps, most];
      throw new Error('caught in a loop');
    },
    set: begin,
  });

  const dryRun = runner.dryRun.bind(runner);
  runner.dryRun = async (options) => {
    const result = await dryRun(options);
    begin(undefined);
    writeFileSync(file, JSON.stringify([...usual]));
    return result;
  };
  const mutantRun = runner.mutantRun.bind(runner);
  let known: ReadonlyMap<string, number> | undefined;
  runner.mutantRun = async (options) => {
    known ??= new Map(JSON.parse(readFileSync(file, 'utf8')) as [string, number][]);
    const counts = known;
    runner.beforeEach = ({ currentTest }) => {
      const title = currentTest?.fullTitle() ?? '';
      most = 5 * (counts.get(title) ?? 0) + 1_000_000;
      begin(title);
    };
    const result = await mutantRun(options);
    delete runner.beforeEach;
    most = Number.POSITIVE_INFINITY;
    test = undefined;
    return result;
  };
}

function accountOf(world: { __stryker__?: Account }): Account {
  world.__stryker__ ??= {};
  return world.__stryker__;
}
