import { check, checkEqual, rolledBack } from '@meritkit/core/conformance';
import { about, event, rating, type SkillsCase, stored } from './fixtures.ts';

/** A person's erasure: what goes, what stays, and that it is told in the same write. */
export function erasingCases<Transaction>(): readonly SkillsCase<Transaction>[] {
  return [
    {
      group: 'erasure',
      name: "a person's evidence and their name in others' go; their ids stay taken",
      run: async ({ forTenant }) => {
        const store = forTenant('a');
        const endorsed = stored({
          id: 'e3',
          personId: 'wu',
          kind: 'endorsement',
          skillId: 'go',
          level: 4,
          at: '2026-09-30',
          endorserId: 'lin',
          endorserLevel: 5,
        });
        const rated = stored({
          id: 'e4',
          personId: 'wu',
          kind: 'manager-rating',
          skillId: 'go',
          level: 4,
          at: '2026-09-30',
          raterId: 'lin',
        });
        const people = [
          about('lin', 0, rating('e1', 'lin'), rating('e2', 'lin')),
          about('wu', 0, endorsed, { ...rated, recordedBy: 'lin' }),
        ];
        await store.appendEvidence({
          key: 'k',
          fingerprint: 'f',
          people,
          events: [event('v1', 'lin'), event('v2', 'wu')],
        });
        checkEqual(
          await store.erasePerson({ key: 'x', personId: 'lin', events: [] }),
          { evidence: 2 },
          'two pieces of evidence',
        );
        checkEqual(
          await store.erasePerson({ key: 'x', personId: 'lin', events: [] }),
          { evidence: 2 },
          'a replay gives the first answer',
        );
        checkEqual((await store.readPerson('lin')).records, [], 'nothing about the person');
        const left = await store.readPerson('wu');
        check(!JSON.stringify(left).includes('lin'), 'the name stands nowhere');
        checkEqual(left.records.length, 2, "others' evidence stays");
        checkEqual(
          left.records[0]?.evidence,
          { ...endorsed.evidence, endorserId: 'erased', endorserLevel: null },
          'an endorsement loses its weight',
        );
        checkEqual(
          (await store.readOutbox(9)).map((item) => item.id),
          ['v2'],
          'events about the person go',
        );
        const { version } = await store.readPerson('lin');
        await store.appendEvidence({
          key: 'again',
          fingerprint: 'f',
          people: [about('lin', version, rating('e1', 'lin'))],
          events: [],
        });
        checkEqual(
          (await store.readPerson('lin')).records,
          [],
          'a replayed import does not bring erased evidence back',
        );
      },
    },
    {
      group: 'erasure',
      name: 'its events are written with it, once, and outlive those about the person',
      run: async ({ forTenant, transact }) => {
        const store = forTenant('a');
        await store.appendEvidence({
          key: 'k',
          fingerprint: 'f',
          people: [about('lin', 0, rating('e1', 'lin'))],
          events: [event('v', 'lin')],
        });
        const erase = { key: 'x', personId: 'lin', events: [event('told', 'erased')] };
        await rolledBack<Transaction>(transact, async (transaction) => {
          await forTenant('a').within(transaction).erasePerson(erase);
        });
        checkEqual((await store.readPerson('lin')).records.length, 1, 'rolled back: the evidence stands');
        checkEqual(await store.readOutbox(9), [event('v', 'lin')], 'rolled back: nothing is told');
        await store.erasePerson(erase);
        checkEqual(await store.readOutbox(9), [event('told', 'erased')], 'the erasure is told, and nothing else');
        const later = { ...erase, events: [event('again', 'erased')] };
        checkEqual(await store.erasePerson(later), { evidence: 1 }, 'the key and the person alone tell a replay');
        checkEqual(await store.readOutbox(9), [event('told', 'erased')], 'a replay tells nothing more');
        await store.erasePerson({ key: 'y', personId: 'lin', events: [event('twice', 'erased')] });
        checkEqual(
          (await store.readOutbox(9)).map((item) => item.id),
          ['told', 'twice'],
          'another erasure leaves what was told before',
        );
      },
    },
  ];
}
