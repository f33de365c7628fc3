import { expect, it } from 'vitest';
import { bytesOf, now, openLedger } from '../testing/ledgers.ts';
import type { LoadRequest } from './ports.ts';
import type { Ledger } from './service.ts';

const mismatch = expect.objectContaining({ code: 'ledger/scale-mismatch' });
const grant = { personId: 'lin', amount: '300', at: now };
const rule = { id: 'help', version: 1 };
const period = { period: { start: '2026-11-01', end: '2026-12-01' }, timeZone: 'UTC' };

it('a unit keeps the scale of its first posting: with another one, nothing is read or written', async () => {
  const { store, ledger } = openLedger({ units: { points: { scale: 0 }, hours: { scale: 1 } } });
  await ledger.earn({ key: 'g', ...grant });
  const before = await bytesOf(store);
  const { ledger: finer } = openLedger({ store, units: { points: { scale: 2 }, hours: { scale: 2 } } });
  const calls: readonly ((on: Ledger) => Promise<unknown>)[] = [
    (on) => on.balance({ personId: 'lin', at: now }),
    (on) => on.viewAccount({ personId: 'lin', at: now }),
    (on) => on.readStatement({ personId: 'lin' }),
    (on) => on.readLeaderboard(),
    (on) => on.earn({ key: 'n', ...grant }),
    (on) => on.redeem({ key: 'n', personId: 'lin', item: 'mug', amount: '5', at: now }),
    (on) => on.reverse({ key: 'n', entryId: 'id-2', at: now }),
    (on) => on.closePeriod({ key: 'n', ...period }),
    (on) => on.exportPayroll({ key: 'n', ...period }),
  ];
  for (const call of calls) await expect(call(finer)).rejects.toEqual(mismatch);
  await expect(finer.balance({ personId: 'lin' })).rejects.toThrow('units.points.scale: ');
  expect(await bytesOf(store)).toBe(before);
  expect((await finer.earn({ key: 'h', ...grant, unit: 'hours', amount: '1.25' })).ok).toBe(true);
  expect((await ledger.balance({ personId: 'lin', at: now })).available).toBe('300');
  await expect(ledger.balance({ personId: 'lin', unit: 'hours' })).rejects.toEqual(mismatch);
});

it('an award and its preview ask for the scale too', async () => {
  const { store, ledger } = openLedger();
  await ledger.defineRule({
    key: 'rule',
    rule: {
      ...{ ...rule, unit: 'points', inForce: { start: '2026-01-01', end: null }, timeZone: 'UTC', amount: '10' },
      ...{ per: 'event', multipliers: [], prerequisites: [], caps: [], budgetId: null, expiresAfterDays: null },
      rounding: 'down',
    } as never,
  });
  await ledger.award({ key: 'a', personId: 'lin', rule, event: { at: now } });
  const { ledger: finer } = openLedger({ store, units: { points: { scale: 2 } } });
  await expect(finer.previewAward({ personId: 'lin', rule, event: { at: now } })).rejects.toEqual(mismatch);
  await expect(finer.award({ key: 'b', personId: 'lin', rule, event: { at: now } })).rejects.toEqual(mismatch);
});

it('of two that post first with different scales, one wins', async () => {
  const { store, ledger } = openLedger();
  const { ledger: finer } = openLedger({ store, units: { points: { scale: 2 } }, ids: () => crypto.randomUUID() });
  const answers = await Promise.allSettled([
    ledger.earn({ key: 'a', ...grant }),
    finer.earn({ key: 'b', ...grant, personId: 'zhao' }),
  ]);
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({ reason: mismatch });
});

it('the scale is asked for until it is known, and written by no refusal', async () => {
  const { store } = openLedger();
  const asked: boolean[] = [];
  const load = (request: LoadRequest) => {
    asked.push(request.documents?.some(({ type }) => type === 'unit') ?? false);
    return store.load(request);
  };
  const { ledger } = openLedger({ store: { ...store, load } });
  await ledger.redeem({ key: 'r', personId: 'lin', item: 'mug', amount: '5', at: now });
  await ledger.balance({ personId: 'lin' });
  expect((await store.listDocuments('unit', { cursor: null, limit: 9 })).items).toEqual([]);
  await ledger.earn({ key: 'g', ...grant });
  await ledger.earn({ key: 'g2', ...grant });
  await ledger.balance({ personId: 'lin' });
  expect(asked).toEqual([true, true, true, false, false]);
  expect((await store.listDocuments('unit', { cursor: null, limit: 9 })).items).toEqual([
    { type: 'unit', id: 'points', version: 1, body: { schemaVersion: 1, scale: 0 } },
  ]);
});
