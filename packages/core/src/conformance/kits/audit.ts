import { type AuditEntry, type AuditSinkV1, createAuditEntry } from '../../audit/index.ts';
import { InvalidInputError, KeyConflictError } from '../../errors/index.ts';
import { checkEqual, checkRejects } from '../check.ts';
import type { ConformanceCase, ConformanceHarness, TestRunner } from '../harness.ts';
import { registerCases } from '../run.ts';
import { joinedStoreCase } from './joined.ts';
import { checkBinding, readPages, rolledBack, scribble } from './shared.ts';

type Case<Transaction> = ConformanceCase<AuditSinkV1<Transaction>, Transaction>;

function entry(id: string, change: Partial<AuditEntry> = {}): AuditEntry {
  const made = createAuditEntry({
    id,
    at: '2026-11-20T18:00:00+08:00',
    actor: { id: 'zhou', requestId: 'r-1', reason: 'review' },
    action: 'performance.score.read',
    subject: { type: 'scorecard', id: 's-1' },
    personId: 'lin',
    outcome: 'done',
    details: { note: '看过' },
  });
  return { ...made, ...change };
}

async function all(sink: AuditSinkV1<never>, limit = 1000): Promise<readonly AuditEntry[]> {
  return readPages((page) => sink.list({ filter: {}, page }), limit);
}

/** What every audit sink promises. */
export function auditSinkCases<Transaction>(): readonly Case<Transaction>[] {
  return [...recording<Transaction>(), ...isolation<Transaction>()];
}

/** Registers the kit for audit sinks with a test runner. */
export function describeAuditSinkConformance<Transaction>(
  runner: TestRunner,
  harness: ConformanceHarness<AuditSinkV1<Transaction>, Transaction>,
): void {
  registerCases({ runner, port: 'AuditSinkV1', harness, cases: auditSinkCases<Transaction>() });
}

function recording<Transaction>(): readonly Case<Transaction>[] {
  return [
    {
      group: 'round trip',
      name: 'entries come back as recorded, in the order they were recorded',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        checkBinding(sink, 'a');
        const entries = [entry('z'), entry('a', { at: '2020-01-01T00:00:00Z' }), entry('m')];
        await sink.record(entries.slice(0, 2));
        await sink.record(entries.slice(2));
        checkEqual(await all(sink), entries, 'the order of recording is kept, whatever the ids and times');
      },
    },
    {
      group: 'round trip',
      name: 'every member comes back, and none that was not given',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        const full = entry('full', {
          at: '2026-11-20T18:00:00.123+08:00',
          actor: { id: 'bot', onBehalfOf: 'zhou', requestId: 'r', reason: '年度评审' },
          dataKind: 'score',
          outcome: 'redacted',
          details: { nested: { list: [1, null, true] }, empty: '' },
        });
        const { personId: _person, details: _details, ...bare } = entry('bare', { outcome: 'refused' });
        await sink.record([full, bare]);
        checkEqual(await all(sink), [full, bare], 'nothing is lost or made up');
      },
    },
    {
      group: 'idempotent replay',
      name: 'an entry recorded again changes nothing; with another content it is a conflict',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        await sink.record([entry('1')]);
        await sink.record([entry('1'), entry('2')]);
        checkEqual(
          (await all(sink)).map(({ id }) => id),
          ['1', '2'],
          'nothing is there twice',
        );
        const other = () => sink.record([entry('3'), entry('1', { action: 'other' })]);
        await checkRejects(other, KeyConflictError, 'an entry is never changed');
        checkEqual((await all(sink)).length, 2, 'nothing of the conflicting batch is there');
      },
    },
    {
      group: 'error types',
      name: 'one broken entry and none is recorded',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        await checkRejects(() => sink.record([entry('1'), entry('2', { at: 'now' })]), InvalidInputError, 'no instant');
        checkEqual(await all(sink), [], 'nothing is recorded');
      },
    },
    {
      group: 'reading',
      name: 'filters by person, actor, action and time',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        await sink.record([
          entry('1'),
          entry('2', { personId: 'zhao', at: '2026-11-20T10:00:01Z' }),
          entry('3', { action: 'x', actor: { id: 'hr', requestId: 'r' } }),
        ]);
        const found = async (filter: Parameters<typeof sink.list>[0]['filter']) =>
          (await readPages((page) => sink.list({ filter, page }), 2)).map(({ id }) => id);
        checkEqual(await found({ personId: 'zhao' }), ['2'], 'by person');
        checkEqual(await found({ actorId: 'hr' }), ['3'], 'by actor');
        checkEqual(await found({ action: 'x' }), ['3'], 'by action');
        checkEqual(await found({ from: '2026-11-20T10:00:01Z' }), ['2'], 'from an instant on');
        checkEqual(await found({ to: '2026-11-20T18:00:01+08:00' }), ['1', '3'], 'up to and without an instant');
      },
    },
    {
      group: 'reading',
      name: 'every field that is given must match',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        await sink.record([
          entry('1'),
          entry('2', { personId: 'zhao' }),
          entry('3', { actor: { id: 'hr', requestId: 'r' } }),
          entry('4', { action: 'x' }),
        ]);
        const filter = { personId: 'lin', actorId: 'zhou', action: entry('1').action, from: entry('1').at };
        const found = await readPages((page) => sink.list({ filter, page }), 1);
        checkEqual(
          found.map(({ id }) => id),
          ['1'],
          'all of person, actor, action and time',
        );
      },
    },
    {
      group: 'stable paging',
      name: 'pages hold every entry once while others are added',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        const ids = Array.from({ length: 11 }, (_, index) => `e${index}`);
        await sink.record(ids.map((id) => entry(id)));
        const first = await sink.list({ filter: {}, page: { cursor: null, limit: 4 } });
        await sink.record([entry('later')]);
        const rest = await readPages(
          (page) => sink.list({ filter: {}, page: { ...page, cursor: page.cursor ?? first.nextCursor } }),
          4,
        );
        checkEqual(
          [...first.items, ...rest].map(({ id }) => id),
          [...ids, 'later'],
          'every entry once, in order',
        );
        await checkRejects(
          () => sink.list({ filter: {}, page: { cursor: null, limit: 0 } }),
          InvalidInputError,
          'page of 0',
        );
      },
    },
    {
      group: 'no aliasing',
      name: 'changing what was given or returned changes nothing recorded',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        const given = entry('1');
        await sink.record([given]);
        scribble(given);
        scribble(await all(sink));
        checkEqual(await all(sink), [entry('1')], 'the entry is as it was recorded');
      },
    },
  ];
}

function isolation<Transaction>(): readonly Case<Transaction>[] {
  return [
    {
      group: 'tenant isolation',
      name: 'a tenant sees and changes nothing of another',
      run: async ({ forTenant }) => {
        await forTenant('a').record([entry('1')]);
        checkEqual(await all(forTenant('b')), [], "another tenant's entries are not seen");
        await forTenant('b').record([entry('1', { action: 'own' })]);
        await forTenant('b').erasePerson({ personId: 'lin', key: 'e' });
        checkEqual(await all(forTenant('a')), [entry('1')], "another tenant's erasure leaves ours alone");
      },
    },
    joinedStoreCase({ group: 'host transaction' }),
    {
      group: 'host transaction',
      name: 'a rolled back transaction leaves nothing, a committed one everything',
      run: async ({ forTenant, transact }) => {
        const sink = forTenant('a');
        await rolledBack(transact, (transaction) => sink.within(transaction).record([entry('1')]));
        checkEqual(await all(sink), [], 'nothing of it is left');
        await transact((transaction) => sink.within(transaction).record([entry('1')]));
        checkEqual(await all(sink), [entry('1')], 'a commit keeps it');
        await rolledBack(transact, (transaction) =>
          sink.within(transaction).erasePerson({ personId: 'lin', key: 'e' }),
        );
        checkEqual(await all(sink), [entry('1')], 'an erasure that was rolled back erased nothing');
      },
    },
    {
      group: 'restart',
      name: 'entries are there after a restart',
      run: async ({ forTenant, reopen }) => {
        await forTenant('a').record([entry('1')]);
        await reopen();
        checkEqual(await all(forTenant('a')), [entry('1')], 'the entry is there');
        await forTenant('a').record([entry('2')]);
        checkEqual(
          (await all(forTenant('a'))).map(({ id }) => id),
          ['1', '2'],
          'new entries come after the old',
        );
      },
    },
    {
      group: 'erasure',
      name: 'a person goes from every place of an entry, and the line stays',
      run: async ({ forTenant }) => {
        const sink = forTenant('a');
        await sink.record([
          entry('about'),
          entry('subject', { subject: { type: 'person', id: 'lin' } }),
          entry('by', { personId: 'zhao', actor: { id: 'lin', requestId: 'r', reason: 'mine' } }),
          entry('for', { personId: 'zhao', actor: { id: 'bot', onBehalfOf: 'lin', requestId: 'r' } }),
          entry('other', { personId: 'zhao' }),
        ]);
        checkEqual(
          await sink.erasePerson({ personId: 'lin', key: 'e' }),
          { entries: 4 },
          'four entries named the person',
        );
        checkEqual(await sink.erasePerson({ personId: 'lin', key: 'e' }), { entries: 4 }, 'a replay answers the same');
        const left = await all(sink);
        checkEqual(
          left.map(({ id }) => id),
          ['about', 'subject', 'by', 'for', 'other'],
          'every line stays in its place',
        );
        checkEqual(JSON.stringify(left).includes('"lin"'), false, 'the person is named nowhere');
        checkEqual(left[0]?.details ?? null, null, 'details about the person are gone');
        checkEqual([left[0]?.actor.reason ?? null, left[2]?.actor.reason ?? null], [null, null], 'and the reasons');
        checkEqual([left[2]?.actor.id, left[3]?.actor.onBehalfOf], ['erased', 'erased'], 'an actor is told as erased');
        checkEqual(left[4], entry('other', { personId: 'zhao' }), "another's line stays as it was");
        checkEqual(left[4]?.details ?? null, { note: '看过' }, "others' details stay");
        await sink.record([entry('about')]);
        checkEqual((await all(sink)).length, 5, 'a replay of an erased entry does not bring the person back');
        checkEqual(JSON.stringify(await all(sink)).includes('"lin"'), false, 'nor its content');
      },
    },
  ];
}
