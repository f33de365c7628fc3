import { describe, expect, it } from 'vitest';
import { createMemoryProcessStore } from '../memory/index.ts';
import { runProcess } from './index.ts';

describe('a process of many runs', () => {
  it.each([1, 2, 3, 4])('that dies at its save %s ends as if it had not, with one effect per step', async (dying) => {
    const store = createMemoryProcessStore({ tenantId: 'a' });
    let saves = 0;
    const effects = new Map<string, number>();
    const command = (after: 'write' | 'save') => ({
      store: {
        ...store,
        saveProcess: async (save: Parameters<typeof store.saveProcess>[0]) => {
          saves += 1;
          if (saves === dying && after === 'write') throw new Error('the power is gone');
          await store.saveProcess(save);
          if (saves === dying) throw new Error('the power is gone');
        },
      },
      id: 'p',
      type: 't',
      input: null,
      steps: ['one', 'two'].map((name) => ({
        name,
        run: async ({ key }: { readonly key: string }) => {
          effects.set(key, 1);
          return { ok: true, result: name } as const;
        },
      })),
    });
    for (const after of ['write', 'save'] as const) {
      saves = 0;
      effects.clear();
      const id = `p-${after}`;
      await expect(runProcess({ ...command(after), id })).rejects.toThrow('the power is gone');
      const outcome = await runProcess({ ...command(after), id });
      expect(outcome).toMatchObject({ ok: true, results: { one: 'one', two: 'two' } });
      expect(effects.size).toBe(2);
    }
  });

  it('takes back what it has just done where another run was refused meanwhile', async () => {
    const store = createMemoryProcessStore({ tenantId: 'a' });
    const undone: string[] = [];
    let first = true;
    const command = {
      store,
      id: 'p',
      type: 't',
      input: null,
      steps: [
        {
          name: 'take',
          run: async () => {
            if (!first) return { ok: false, rejection: { code: 'x/none-left' } } as const;
            first = false;
            // While this one takes the last, the other run asks and is refused.
            expect((await runProcess(command)).ok).toBe(false);
            return { ok: true, result: 'taken' } as const;
          },
          undo: async ({ results }: { readonly results: Readonly<Record<string, unknown>> }) => {
            undone.push(String(results.take));
          },
        },
      ],
    };
    const outcome = await runProcess(command);
    expect(outcome).toMatchObject({ ok: false, rejection: { code: 'x/none-left' } });
    expect(undone).toEqual(['taken']);
  });

  it('with two steps of one name is refused: the second would be taken for a repetition', async () => {
    const step = { name: 'notify', run: async () => ({ ok: true, result: null }) as const };
    const store = createMemoryProcessStore({ tenantId: 'a' });
    await expect(runProcess({ store, id: 'p', type: 't', input: null, steps: [step, step] })).rejects.toMatchObject({
      code: 'core/invalid-input',
      issues: [{ path: ['steps', 1, 'name'] }],
    });
    expect(await store.loadProcess('p')).toBeNull();
  });

  it('takes input and results with members that are undefined, as JSON does', async () => {
    const store = createMemoryProcessStore({ tenantId: 'a' });
    const run = (input: { readonly days: string; readonly note?: string | undefined }) =>
      runProcess({
        store,
        id: 'p',
        type: 't',
        input,
        steps: [{ name: 'one', run: async () => ({ ok: true, result: { entry: 'e', left: undefined } }) as const }],
      });
    expect(await run({ days: '1', note: undefined })).toMatchObject({ ok: true, results: { one: { entry: 'e' } } });
    expect((await run({ days: '1' })).ok).toBe(true);
    expect((await store.loadProcess('p'))?.input).toEqual({ days: '1' });
  });
});
