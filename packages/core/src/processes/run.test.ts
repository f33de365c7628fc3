import { describe, expect, it } from 'vitest';
import { createMemoryProcessStore } from '../memory/index.ts';
import { type ProcessStoreV1, runProcess, type StepDefinition, stepKey } from './index.ts';

type Input = { readonly days: string };

/** Two effects that keep their keys, as a ledger and a calendar would. */
function effects(options: { readonly crashAt?: string; readonly refuse?: boolean } = {}) {
  const done = new Map<string, string>();
  const log: string[] = [];
  let crashes = options.crashAt === undefined ? 0 : 1;
  const effect = (name: string, key: string) => {
    log.push(name);
    if (!done.has(key)) done.set(key, name);
    if (options.crashAt === name && crashes > 0) {
      crashes -= 1;
      throw new Error('the process dies after the effect and before its result is stored');
    }
  };
  const steps: readonly StepDefinition<Input>[] = [
    {
      name: 'redeem',
      run: async ({ input, key }) => {
        effect('redeem', key);
        return { ok: true, result: { points: input.days } };
      },
      undo: async ({ key, results }) => effect(`give back ${(results.redeem as { points: string }).points}`, key),
    },
    {
      name: 'book',
      run: async ({ results, key }) => {
        if (options.refuse === true) return { ok: false, rejection: { code: 'leave/full', next: '2027-01-04' } };
        effect('book', key);
        return { ok: true, result: { for: (results.redeem as { points: string }).points } };
      },
    },
  ];
  return { steps, log, effectsDone: () => [...done.values()] };
}

const command = (store: ProcessStoreV1, steps: readonly StepDefinition<Input>[]) => ({
  store,
  id: 'p-1',
  type: 'redeem-leave',
  personId: 'lin',
  input: { days: '0.5' },
  steps,
});

describe('a process', () => {
  it('runs its steps in order, gives their results, and answers again without running them', async () => {
    const store = createMemoryProcessStore({ tenantId: 't' });
    const { steps, log } = effects();
    const outcome = await runProcess(command(store, steps));
    expect(outcome).toMatchObject({
      ok: true,
      results: { redeem: { points: '0.5' }, book: { for: '0.5' } },
      process: { status: 'done', version: 4 },
    });
    await expect(runProcess(command(store, steps))).resolves.toEqual(outcome);
    expect(log).toEqual(['redeem', 'book']);
  });

  it.each(['redeem', 'book'])('resumes after a crash in %s with one effect per step', async (crashAt) => {
    const store = createMemoryProcessStore({ tenantId: 't' });
    const { steps, effectsDone } = effects({ crashAt });
    await expect(runProcess(command(store, steps))).rejects.toThrow('dies');
    const waiting = await store.listProcesses({ status: 'running', page: { cursor: null, limit: 10 } });
    expect(waiting.items.map(({ id }) => id)).toEqual(['p-1']);
    await expect(runProcess(command(store, steps))).resolves.toMatchObject({ ok: true });
    expect(effectsDone()).toEqual(['redeem', 'book']);
  });

  it('a refusal takes the earlier steps back, and stays the answer', async () => {
    const store = createMemoryProcessStore({ tenantId: 't' });
    const { steps, effectsDone } = effects({ refuse: true });
    const rejection = { code: 'leave/full', next: '2027-01-04' };
    await expect(runProcess(command(store, steps))).resolves.toMatchObject({ ok: false, rejection });
    await expect(runProcess(command(store, steps))).resolves.toMatchObject({
      ok: false,
      rejection,
      process: { status: 'refused' },
    });
    expect(effectsDone()).toEqual(['redeem', 'give back 0.5']);
  });

  it('two runs at once have one effect per step', async () => {
    const store = createMemoryProcessStore({ tenantId: 't' });
    const { steps, effectsDone } = effects();
    const outcomes = await Promise.all([1, 2, 3].map(() => runProcess(command(store, steps))));
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(effectsDone()).toEqual(['redeem', 'book']);
  });

  it('keys of a step are its own, and those of taking it back others', () => {
    const keys = [
      stepKey({ processId: 'p', step: 'a' }),
      stepKey({ processId: 'p', step: 'b' }),
      stepKey({ processId: 'q', step: 'a' }),
      stepKey({ processId: 'p', step: 'a', undo: true }),
    ];
    expect(new Set(keys).size).toBe(4);
    expect(stepKey({ processId: 'p', step: 'a' })).toBe(keys[0]);
  });

  it.each<[string, object]>([
    ['another input', { input: { days: '2' } }],
    ['another type', { type: 'other' }],
    ['other steps', { steps: [{ name: 'pay', run: async () => ({ ok: true, result: null }) }] }],
  ])('with %s is refused', async (_, change) => {
    const store = createMemoryProcessStore({ tenantId: 't' });
    const { steps } = effects();
    await runProcess(command(store, steps));
    await expect(runProcess({ ...command(store, steps), ...change })).rejects.toThrow(
      expect.objectContaining({ code: 'core/process-changed' }),
    );
  });

  it('a store that fails is not hidden', async () => {
    const store = createMemoryProcessStore({ tenantId: 't' });
    const broken: ProcessStoreV1 = {
      ...store,
      within: () => ({ ...broken, joined: true }),
      saveProcess: async () => Promise.reject(new Error('down')),
    };
    await expect(runProcess(command(broken, effects().steps))).rejects.toThrow('down');
  });
});
