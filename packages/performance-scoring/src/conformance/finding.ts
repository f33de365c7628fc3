import { check, checkEqual } from '@meritkit/core/conformance';
import type { CycleFilter } from '../ports.ts';
import { type Case, one } from './case.ts';
import { opened, readPages, writeAll, writeOf } from './samples.ts';

/** What a filter asks for is found, page by page, and nothing else. */
export function findingCases<Transaction>(): readonly Case<Transaction>[] {
  return [
    one<Transaction>('filters', 'cycles are found by stage and by who takes part', async (store) => {
      await writeAll(store, 'c3');
      for (const id of ['c1', 'c2', 'c4']) {
        const participants = id === 'c2' ? ['p3'] : ['p1', 'p3'];
        const period = { start: '2026-10-01', end: '2027-01-01' };
        const command = { kind: 'open', cycleKind: 'milestone', period, participants } as const;
        await store.append(writeOf({ key: `open-${id}`, cycleId: id, cycle: null, expectedVersion: 0, command }));
      }
      const { cycle } = (await store.loadCycle('c4'))!;
      await store.append(writeOf({ key: 'next', cycleId: 'c4', cycle, expectedVersion: 1 }));
      const found = async (filter: CycleFilter) =>
        (await readPages((page) => store.listCycles({ filter, page }), 1)).map((item) => item.cycle.id);
      checkEqual(await found({}), ['c1', 'c2', 'c3', 'c4'], 'an empty filter finds all');
      checkEqual(await found({ stages: ['goals-agreed'] }), ['c1', 'c2'], 'the stage as it is now');
      checkEqual(await found({ stages: ['self', 'shared'] }), ['c3', 'c4'], 'any of the stages');
      checkEqual(await found({ stages: [] }), [], 'no stage finds nothing');
      checkEqual(await found({ personId: 'p3' }), ['c1', 'c2', 'c4'], 'the cycles in which a person takes part');
      checkEqual(await found({ personId: 'p1', stages: ['goals-agreed'] }), ['c1'], 'every given field must match');
      checkEqual(await found({ personId: 'hr' }), [], 'who acts in a cycle takes no part in it');
      const later = (await store.loadCycle('c4'))!;
      const admit = { key: 'admit', cycleId: 'c4', cycle: later.cycle, expectedVersion: 2 } as const;
      await store.append(writeOf({ ...admit, command: { kind: 'admit', personId: 'p9' } }));
      checkEqual(await found({ personId: 'p9' }), ['c4'], 'who joined later takes part too');
    }),
    one<Transaction>('filters', 'entries and texts are found by cycle and by whom they are about', async (store) => {
      await writeAll(store, 'c1');
      await store.append(opened('c2'));
      const all = await readPages((page) => store.listEntries({ cycleId: 'c1', page }));
      const about = async (personId: string) =>
        readPages((page) => store.listEntries({ cycleId: 'c1', personId, page }), 1);
      const wanted = all.filter((entry) => entry.data.personId === 'p1');
      check(wanted.length > 2 && wanted.length < all.length, 'the sample is about more than one person');
      checkEqual(await about('p1'), wanted, 'the entries about a person, in the order of the log');
      checkEqual(await about('m2'), [], 'who acted is not whom it is about');
      checkEqual(
        (await readPages((page) => store.listEntries({ cycleId: 'c2', page }))).length,
        1,
        'a log is of one cycle',
      );
      const texts = async (personId: string, cycleId = 'c1') =>
        (await readPages((page) => store.listTexts({ cycleId, personId, page }), 1)).map(({ id }) => id);
      checkEqual(await texts('p1'), ['text-key-7', 'text-key-10'], 'the texts about a person, in the order they came');
      checkEqual([await texts('p2'), await texts('p1', 'c2')], [['text-key-5'], []], 'and no others');
    }),
  ];
}
