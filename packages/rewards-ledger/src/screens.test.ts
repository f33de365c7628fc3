import { describe, expect, it } from 'vitest';
import { leaveItem } from '../testing/catalogue.ts';
import { actor, now, openLedger } from '../testing/ledgers.ts';

const december = '2026-12-01T00:00:00Z';
const january = '2027-01-01T00:00:00Z';

describe('accounts', () => {
  it('are listed with whose they are and what is on them, by kind and unit, as of a time', async () => {
    const { ledger } = openLedger({ units: { points: { scale: 0 }, hours: { scale: 1 } } });
    await ledger.fundBudget({ key: 'b', budgetId: 'q4', amount: '1000', at: '2026-11-01T00:00:00Z', expires: january });
    await ledger.earn({ key: 'l', personId: 'lin', amount: '30', fromBudgetId: 'q4', at: '2026-11-10T00:00:00Z' });
    await ledger.earn({ key: 't', teamId: 'ops', amount: '5', at: now });
    await ledger.earn({ key: 'h', personId: 'lin', amount: '7.5', unit: 'hours', at: now });
    await ledger.hold({ key: 'hold', personId: 'lin', amount: '10', at: now });
    const rows = async (more: object = {}) =>
      (await ledger.listAccounts(more)).accounts.map(({ owner, kind, posted, held, available }) => {
        expect(owner?.kind).toBe(kind);
        return [owner?.id, posted, held, available];
      });
    expect(await rows()).toEqual([
      ['q4', '970', '0', '970'],
      ['lin', '30', '10', '20'],
      ['ops', '5', '0', '5'],
    ]);
    expect(await rows({ kind: 'budget' })).toEqual([['q4', '970', '0', '970']]);
    expect(await rows({ kind: 'person', unit: 'hours' })).toEqual([['lin', '7.5', '0.0', '7.5']]);
    expect(await rows({ at: '2026-11-05T00:00:00Z' })).toEqual([
      ['q4', '1000', '0', '1000'],
      ['lin', '0', '0', '0'],
      ['ops', '0', '0', '0'],
    ]);
    expect((await rows({ at: january }))[0]).toEqual(['q4', '0', '0', '0']);
    await ledger.eraseOwner({ personId: 'lin' });
    const { accounts } = await ledger.listAccounts({ kind: 'person' });
    expect(accounts).toMatchObject([{ owner: null, kind: 'person', posted: '30' }]);
    await expect(ledger.listAccounts({ kind: 'stock' as never })).rejects.toThrow('kind: ');
    await expect(ledger.listAccounts({ unit: 'stock:mug' })).rejects.toThrow('unit: ');
  });
});

describe('open holds', () => {
  it('are listed of everybody or of one, with what they are about and until when', async () => {
    const { ledger } = openLedger();
    for (const personId of ['lin', 'zhao']) await ledger.earn({ key: personId, personId, amount: '60', at: now });
    const talk = { amount: '20', at: now, about: 'talk', expires: december };
    const held = await ledger.hold({ key: 'a', personId: 'lin', ...talk, reason: 'a seat' });
    await ledger.hold({ key: 'b', personId: 'zhao', amount: '5', at: now });
    const gone = await ledger.hold({ key: 'c', personId: 'lin', amount: '1', at: now });
    await ledger.release({ key: 'd', holdId: gone.ok ? gone.holdId : '', at: now });
    const { holds } = await ledger.listHolds();
    expect(holds).toMatchObject([
      {
        holdId: held.ok ? held.holdId : '',
        owner: { kind: 'person', id: 'lin' },
        amount: '20',
        about: 'talk',
        placed: '2026-11-22T01:00:00Z',
        expires: december,
        reason: 'a seat',
      },
      { owner: { kind: 'person', id: 'zhao' }, amount: '5', about: null, expires: null, reason: null },
    ]);
    const count = async (more: object) => (await ledger.listHolds(more)).holds.length;
    expect(await count({ personId: 'lin' })).toBe(1);
    expect(await count({ personId: 'nobody' })).toBe(0);
    expect(await count({ at: '2026-11-30T23:59:59.999Z' })).toBe(2);
    expect(await count({ at: december })).toBe(1);
    await expect(ledger.listHolds({ at: '2026-11-01T00:00:00Z' })).rejects.toThrow('at: ');
    await ledger.eraseOwner({ personId: 'lin' });
    expect((await ledger.listHolds()).holds[0]).toMatchObject({ owner: null, amount: '20', reason: null });
    expect(await count({ personId: 'lin' })).toBe(0);
  });
});

describe('points that end', () => {
  it('are listed by account with each end, less what a hold keeps', async () => {
    const { ledger } = openLedger();
    const earn = (key: string, personId: string, amount: string, expires?: string) =>
      ledger.earn({ key, personId, amount, at: now, ...(expires === undefined ? {} : { expires }) });
    await earn('1', 'lin', '30', december);
    await earn('2', 'lin', '50', '2026-12-24T00:00:00Z');
    await earn('3', 'lin', '9', january);
    await earn('4', 'zhao', '20', december);
    await earn('5', 'wu', '100');
    await ledger.hold({ key: 'kept', personId: 'lin', amount: '10', at: now });
    await ledger.hold({ key: 'back', personId: 'lin', amount: '5', at: now, expires: '2026-12-10T00:00:00Z' });
    const time = { from: december, before: january };
    const { rows } = await ledger.listEndingPoints(time);
    expect(rows).toMatchObject([
      {
        owner: { kind: 'person', id: 'lin' },
        amount: '70',
        held: '10',
        ends: [
          { at: december, amount: '20', held: '10' },
          { at: '2026-12-24T00:00:00Z', amount: '50', held: '0' },
        ],
      },
      { owner: { kind: 'person', id: 'zhao' }, amount: '20', held: '0', ends: [{ at: december }] },
    ]);
    await ledger.fundBudget({ key: 'b', budgetId: 'q4', amount: '7', at: now, expires: december });
    const ofBudgets = await ledger.listEndingPoints({ ...time, kind: 'budget' });
    expect(ofBudgets.rows.map(({ owner, amount }) => [owner?.id, amount])).toEqual([['q4', '7']]);
    expect((await ledger.listEndingPoints({ ...time, kind: 'person' })).rows).toEqual(rows);
    await expect(ledger.listEndingPoints({ ...time, kind: 'stock' as never })).rejects.toThrow('kind: ');
    const early = await ledger.listEndingPoints({ from: december, before: '2026-12-05T00:00:00Z' });
    expect(early.rows[0]).toMatchObject({ amount: '15', held: '15' });
    const asHoldEnds = async (before: string) => (await ledger.listEndingPoints({ from: december, before })).rows[0];
    expect(await asHoldEnds('2026-12-10T00:00:00Z')).toMatchObject({ amount: '15', held: '15' });
    expect(await asHoldEnds('2026-12-10T00:00:00.001Z')).toMatchObject({ amount: '20', held: '10' });
    await ledger.eraseOwner({ personId: 'lin' });
    expect((await ledger.listEndingPoints(time)).rows[0]).toMatchObject({ owner: null, amount: '70' });
    await expect(ledger.listEndingPoints({ from: january, before: december })).rejects.toThrow('before: ');
    await expect(ledger.listEndingPoints({ from: now } as never)).rejects.toThrow('before: ');
  });
});

it('the catalogue says how many pieces are left: less what was taken, none where none came, unknown of what is not counted', async () => {
  const { ledger } = openLedger();
  for (const id of ['mug', 'cup']) await ledger.defineItem({ key: id, item: { ...leaveItem, id, stocked: true } });
  await ledger.defineItem({ key: 'leave', item: leaveItem });
  await ledger.stockItem({ key: 's', itemId: 'mug', pieces: 3, at: now });
  await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
  const left = async () => (await ledger.listItems()).items.map(({ id, piecesLeft }) => [id, piecesLeft]);
  expect(await left()).toEqual([
    ['mug', 3],
    ['cup', 0],
    ['leave', null],
  ]);
  const asked = await ledger.requestRedemption({
    key: 'r',
    personId: 'lin',
    item: 'mug',
    at: now,
    actor: actor('lin'),
  });
  const { redemptionId, payloadHash } = asked.ok ? asked : { redemptionId: '', payloadHash: '' };
  expect((await left())[0]).toEqual(['mug', 2]); // its piece is kept for it
  const entry = await ledger.readEntry({ entryId: redemptionId });
  expect(entry.ok && entry.entry.holds).toMatchObject([
    { holdId: redemptionId, unit: 'points', amount: '10', owner: { kind: 'person', id: 'lin' } },
    { unit: 'stock:mug', amount: '1', owner: { kind: 'stock', id: 'mug' } },
  ]);
  expect((await ledger.listHolds()).holds).toHaveLength(1); // of points
  await ledger.approveRedemption({ key: 'a', redemptionId, payloadHash, at: now, actor: actor('boss') });
  expect((await left())[0]).toEqual(['mug', 2]);
});

it('closed periods are listed with their totals and what was exported of them', async () => {
  const { ledger } = openLedger();
  expect(await ledger.listPeriods()).toEqual({ closedThrough: null, periods: [], nextCursor: null });
  await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: '2026-09-05T00:00:00Z' });
  await ledger.redeem({ key: 'r', personId: 'lin', item: 'x', amount: '30', at: '2026-10-05T00:00:00Z' });
  const month = (start: string, end: string) => ({ period: { start, end }, timeZone: 'UTC' });
  const october = month('2026-10-01', '2026-11-01');
  await ledger.closePeriod({ key: '9', ...month('2026-09-01', '2026-10-01') });
  await ledger.closePeriod({ key: '10', ...october });
  await ledger.exportPayroll({ key: 'p', ...october });
  const { closedThrough, periods } = await ledger.listPeriods();
  expect(closedThrough).toBe('2026-11-01T00:00:00Z');
  expect(periods).toMatchObject([
    { start: '2026-09-01T00:00:00Z', end: '2026-10-01T00:00:00Z', totals: { issued: '100' }, payroll: null },
    { start: '2026-10-01T00:00:00Z', totals: { redeemed: '30' }, payroll: { lines: 1, total: '30', taxValues: [] } },
  ]);
  for (const newestFirst of [true, false]) {
    const first = await ledger.listPeriods({ newestFirst, limit: 1 });
    const second = await ledger.listPeriods({ newestFirst, limit: 1, cursor: first.nextCursor });
    expect(second.nextCursor).toBeNull();
    const joined = [...first.periods, ...second.periods];
    expect(joined).toEqual(newestFirst ? periods.toReversed() : periods);
  }
  await expect(ledger.listPeriods({ cursor: 'x' })).rejects.toThrow('cursor: ');
});

it('redemptions are listed of a time, and newest first', async () => {
  const { ledger } = openLedger();
  await ledger.defineItem({ key: 'leave', item: leaveItem });
  await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: '2026-11-01T00:00:00Z' });
  for (const day of ['10', '11', '12']) {
    const at = `2026-11-${day}T00:00:00Z`;
    await ledger.requestRedemption({ key: day, personId: 'lin', item: 'leave', at, actor: actor('lin') });
  }
  const days = async (more: object) =>
    (await ledger.listRedemptions(more)).redemptions.map(({ requestedAt }) => requestedAt.slice(8, 10));
  expect(await days({ from: '2026-11-11T00:00:00Z' })).toEqual(['11', '12']);
  expect(await days({ before: '2026-11-11T00:00:00Z', personId: 'lin' })).toEqual(['10']);
  expect(await days({ newestFirst: true, status: 'requested', limit: 2 })).toEqual(['12', '11']);
  await expect(ledger.listRedemptions({ from: now, before: now })).rejects.toThrow('before: ');
});
