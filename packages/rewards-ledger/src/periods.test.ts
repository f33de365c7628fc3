import { describe, expect, it } from 'vitest';
import { actor, bytesOf, countingIds, now, openLedger } from '../testing/ledgers.ts';

const november = { start: '2026-11-01', end: '2026-12-01' };
const december = { start: '2026-12-01', end: '2027-01-01' };
const timeZone = 'Asia/Shanghai';
const beforeItsEnd = true; // the present of these tests lies in November

async function lived() {
  const opened = openLedger();
  const { ledger, store } = opened;
  await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now, expires: '2026-11-25T00:00:00Z' });
  await ledger.earn({ key: 'g2', personId: 'lin', amount: '200', at: now });
  const taxValue = { amount: '49.90', currency: 'CNY' };
  const course = await ledger.redeem({ key: 'r', personId: 'lin', item: 'course', amount: '60', at: now, taxValue });
  const later = openLedger({ store, now: () => '2026-11-26T00:00:00Z', ids: countingIds('sweep') });
  await later.ledger.sweepExpired();
  return { ...opened, redeemed: course.ok ? (course.entryId ?? '') : '' };
}

describe('closing a period', () => {
  it('fixes its totals, and sends corrections forward', async () => {
    const { ledger, redeemed } = await lived();
    const closed = await ledger.closePeriod({ key: 'nov', period: november, timeZone, beforeItsEnd });
    const totals = {
      entries: 4,
      issued: '300',
      redeemed: '60',
      expired: '40',
      waived: '0',
      pending: '0',
      change: '200',
    };
    expect(closed).toMatchObject({ ok: true, totals });
    expect(await ledger.reverse({ key: 'u0', entryId: redeemed, at: '2026-11-30T00:00:00Z' })).toMatchObject({
      rejection: { code: 'ledger/period-closed', closedThrough: '2026-11-30T16:00:00Z' },
    });
    expect((await ledger.reverse({ key: 'u', entryId: redeemed, at: '2026-12-02T00:00:00Z' })).ok).toBe(true);
    expect(await ledger.closePeriod({ key: 'nov', period: november, timeZone, beforeItsEnd })).toEqual(closed);
    expect(
      await ledger.closePeriod({ key: 'gap', period: { start: '2027-01-01', end: '2027-02-01' }, timeZone }),
    ).toMatchObject({
      rejection: { code: 'ledger/period-order' },
    });
    expect(await ledger.closePeriod({ key: 'dec', period: december, timeZone, beforeItsEnd })).toMatchObject({
      ok: true,
      totals: { redeemed: '-60', change: '60' },
    });
  });

  it('starts where the first entry counts, so that no redemption is left out of payroll', async () => {
    const { ledger, store } = openLedger({ now: () => '2027-01-02T00:00:00Z' });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: '2026-10-05T00:00:00Z' });
    await ledger.redeem({ key: 'r', personId: 'lin', item: 'course', amount: '60', at: '2026-10-20T00:00:00Z' });
    await ledger.redeem({ key: 'r0', personId: 'lin', item: 'mug', amount: '5', at: '2026-10-06T00:00:00Z' });
    const before = await bytesOf(store);
    expect(await ledger.closePeriod({ key: 'nov', period: november, timeZone })).toEqual({
      ok: false,
      rejection: {
        code: 'ledger/entries-before-period',
        unit: 'points',
        start: '2026-10-31T16:00:00Z',
        earliest: '2026-10-05T00:00:00Z',
      },
    });
    expect(await bytesOf(store)).toBe(before);
    const october = { start: '2026-10-01', end: '2026-11-01' };
    expect((await ledger.closePeriod({ key: 'oct', period: october, timeZone })).ok).toBe(true);
    const exported = await ledger.exportPayroll({ key: 'p', period: october, timeZone });
    expect(exported).toMatchObject({ payroll: { total: '65', lines: [{ item: 'course' }, { item: 'mug' }] } });
    expect((await ledger.closePeriod({ key: 'nov', period: november, timeZone })).ok).toBe(true);
  });

  it('is asked for the entries before a first period once, whatever the journal holds', async () => {
    const { ledger, store } = openLedger();
    const asked: unknown[] = [];
    const watched: typeof store = {
      ...store,
      listEntries: (filter, page) => {
        if (filter.fromMs === undefined) asked.push([filter, page.limit]);
        return store.listEntries(filter, page);
      },
    };
    await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
    const { ledger: later } = openLedger({ store: watched, now: () => '2027-01-02T00:00:00Z' });
    await later.closePeriod({ key: 'nov', period: november, timeZone });
    await later.closePeriod({ key: 'dec', period: december, timeZone });
    expect(asked).toEqual([[{ unit: 'points', beforeMs: Date.parse('2026-10-31T16:00:00Z') }, 1000]]);
  });

  it('that is not over is refused unless the call says so: a slip of the pen must not stop a unit for a year', async () => {
    const { ledger, store } = openLedger();
    const before = await bytesOf(store);
    const early = { key: 'nov', period: { ...november, end: '2027-11-01' }, timeZone };
    expect(await ledger.closePeriod(early)).toEqual({
      ok: false,
      rejection: { code: 'ledger/period-not-over', unit: 'points', end: '2027-10-31T16:00:00Z' },
    });
    expect(await ledger.closePeriod({ ...early, beforeItsEnd: false })).toMatchObject({ ok: false });
    expect(await bytesOf(store)).toBe(before);
    expect((await ledger.earn({ key: 'g', personId: 'lin', amount: '1', at: now })).ok).toBe(true);
    const { ledger: atItsEnd } = openLedger({ store, now: () => '2026-11-30T16:00:00Z' });
    const closed = await atItsEnd.closePeriod({ key: 'nov', period: november, timeZone });
    expect(closed.ok).toBe(true);
    // A call that was sent again with an earlier clock has had its answer.
    expect(await ledger.closePeriod({ key: 'nov', period: november, timeZone })).toEqual(closed);
  });

  it('has totals whatever keys the caller has used, and any key finishes one that has none yet', async () => {
    const { ledger, store } = openLedger({ now: () => '2026-12-01T00:00:00Z' });
    await ledger.earn({ key: 'nov/totals', personId: 'lin', amount: '100', at: now });
    const closed = await ledger.closePeriod({ key: 'nov', period: november, timeZone });
    expect(closed).toMatchObject({ ok: true, totals: { issued: '100' } });

    const { ledger: other, store: fresh } = openLedger({ now: () => '2026-12-01T00:00:00Z' });
    await other.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
    let writes = 0;
    const failing: typeof store = {
      ...fresh,
      append: (commit) => {
        writes += 1;
        return writes === 2 ? Promise.reject(new Error('the power went')) : fresh.append(commit);
      },
    };
    const { ledger: broken } = openLedger({ store: failing, now: () => '2026-12-01T00:00:00Z' });
    await expect(broken.closePeriod({ key: 'nov', period: november, timeZone })).rejects.toThrow('the power went');
    const finished = await other.closePeriod({ key: 'november', period: november, timeZone });
    expect(finished).toEqual(closed);
    for (const key of ['november', 'nov']) {
      expect(await other.closePeriod({ key, period: november, timeZone }), key).toEqual(closed);
    }
    expect(await other.closePeriod({ key: 'again', period: november, timeZone })).toMatchObject({
      rejection: { code: 'ledger/period-order' },
    });
  });

  it('tells of ids that are used twice, instead of answering totals that were not written', async () => {
    const { ledger, store } = openLedger({ now: () => '2026-12-01T00:00:00Z' });
    await ledger.earn({ key: 'totals:id-1', personId: 'lin', amount: '100', at: now });
    const { ledger: again } = openLedger({ store, now: () => '2026-12-01T00:00:00Z' }); // counts from id-1 once more
    const close = { key: 'nov', period: november, timeZone };
    await expect(again.closePeriod(close)).rejects.toThrow('ids: ');
    expect(await again.closePeriod(close)).toMatchObject({ ok: true, totals: { issued: '100' } });
  });

  it('refuses a period without days', async () => {
    const { ledger } = openLedger();
    await expect(
      ledger.closePeriod({ key: 'x', period: { start: '2026-12-01', end: '2026-12-01' }, timeZone }),
    ).rejects.toMatchObject({
      code: 'ledger/invalid-input',
    });
  });
});

describe('the payroll export', () => {
  it('has each redemption once, corrections in the period they happen in, and never changes', async () => {
    const { ledger, store, redeemed } = await lived();
    await ledger.closePeriod({ key: 'nov', period: november, timeZone, beforeItsEnd });
    const first = await ledger.exportPayroll({ key: 'p1', period: november, timeZone });
    expect(first).toMatchObject({
      ok: true,
      payroll: {
        total: '60',
        lines: [
          {
            entryId: redeemed,
            item: 'course',
            amount: '60',
            quantity: 1,
            taxValue: { amount: '49.90', currency: 'CNY' },
            corrects: null,
          },
        ],
        taxValues: [{ amount: '49.90', currency: 'CNY' }],
      },
    });
    await ledger.reverse({ key: 'u', entryId: redeemed, at: '2026-12-02T00:00:00Z' });
    await ledger.redeem({ key: 'r2', personId: 'lin', item: 'mug', amount: '5', at: '2026-12-03T00:00:00Z' });
    const before = await bytesOf(store);
    expect(await ledger.exportPayroll({ key: 'p2', period: november, timeZone })).toEqual(first);
    expect(await bytesOf(store)).toBe(before);
    await ledger.closePeriod({ key: 'dec', period: december, timeZone, beforeItsEnd });
    expect(await ledger.exportPayroll({ key: 'p3', period: december, timeZone })).toMatchObject({
      payroll: {
        total: '-55',
        lines: [
          { amount: '-60', quantity: -1, taxValue: { amount: '-49.90', currency: 'CNY' }, corrects: redeemed },
          { amount: '5', taxValue: null },
        ],
        taxValues: [{ amount: '-49.90', currency: 'CNY' }],
      },
    });
  });
});

describe('points that were held and then captured', () => {
  it('are a redemption like any other: of what the hold was about, at the value the capture gives', async () => {
    const { ledger } = openLedger();
    await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now });
    const held = await ledger.hold({ key: 'h', personId: 'lin', amount: '60', at: now, about: 'course' });
    const taxValue = { amount: '49.90', currency: 'CNY' };
    const capture = { key: 'c', holdId: held.ok ? held.holdId : '', amount: '40', at: now, taxValue };
    const captured = await ledger.capture(capture);
    const entryId = captured.ok ? (captured.entryId ?? '') : '';
    await ledger.reverse({ key: 'u', entryId, at: '2026-12-02T00:00:00Z' });
    for (const [key, period] of Object.entries({ november, december }))
      await ledger.closePeriod({ key, period, timeZone, beforeItsEnd });
    const lines = async (period: typeof november) => {
      const answer = await ledger.exportPayroll({ key: period.start, period, timeZone });
      return answer.ok ? answer.payroll.lines : answer;
    };
    expect(await lines(november)).toMatchObject([{ entryId, item: 'course', amount: '40', quantity: 1, taxValue }]);
    const back = { amount: '-49.90', currency: 'CNY' };
    expect(await lines(december)).toMatchObject([
      { item: 'course', amount: '-40', quantity: -1, taxValue: back, corrects: entryId },
    ]);
    expect(await ledger.capture({ ...capture, taxValue: { amount: '1', currency: 'CNY' } })).toMatchObject({
      rejection: { code: 'ledger/key-conflict' },
    });
  });
});

describe('a ledger with words about people', () => {
  it('verifies after sealing and after erasure; tampering with what is left shows', async () => {
    const { ledger, store } = await lived();
    await ledger.earn({ key: 'w', personId: 'zhao', amount: '5', at: now, reason: 'because', actor: actor('boss') });
    const { checkpoint, sealed } = await ledger.sealEntries({ batchSize: 2 });
    expect(sealed).toBe(5);
    expect(await ledger.sealEntries()).toEqual({ sealed: 0, checkpoint });
    const checkpoints = [checkpoint!];
    expect(await ledger.verifyLedger({ checkpoints })).toEqual({ ok: true, sealed: 5, problems: [] });
    expect(await ledger.eraseOwner({ personId: 'zhao' })).toEqual({ accounts: 1, details: 1 });
    expect(await ledger.verifyLedger({ checkpoints })).toMatchObject({ ok: true, sealed: 5 });
    expect(await ledger.readStatement({ personId: 'zhao' })).toEqual({ lines: [], nextCursor: null });
    const forged = { ...checkpoint!, hash: 'f'.repeat(64) };
    expect(await ledger.verifyLedger({ checkpoints: [forged] })).toMatchObject({
      ok: false,
      problems: [{ kind: 'checkpoint' }],
    });
    expect((await store.listEntries({}, { cursor: null, limit: 10 })).items).toHaveLength(5);
  });

  it('forgets whoever asked, agreed or was named in an event, though the entry is somebody else’s', async () => {
    const { ledger, store } = openLedger({ outbox: true });
    const assistant = { ...actor('assistant'), onBehalfOf: 'boss' };
    const grant = { key: 'k', personId: 'lin', amount: '5', at: now, reason: 'because', actor: assistant };
    await ledger.earn(grant);
    await ledger.earn({ key: 'k2', personId: 'boss', amount: '5', at: now });
    await ledger.earn({ key: 'k3', personId: 'lin', amount: '5', at: now, reason: 'again', actor: actor('chen') });
    await ledger.sealEntries();
    expect(await ledger.eraseOwner({ personId: 'boss' })).toEqual({ accounts: 1, details: 1 });
    const { lines } = await ledger.readStatement({ personId: 'lin' });
    expect(lines.map((line) => line.details)).toEqual([
      { reason: 'because', requestedBy: 'assistant' },
      { reason: 'again', requestedBy: 'chen' },
    ]);
    expect((await store.readOutbox(10)).map(({ data }) => data.ownerId)).toEqual(['lin', undefined, 'lin']);
    expect(await ledger.verifyLedger()).toMatchObject({ ok: true, sealed: 3 });
  });

  it('shows a person their statement with the words that stand', async () => {
    const { ledger } = openLedger();
    await ledger.earn({ key: 'w', personId: 'lin', amount: '5', at: now, reason: 'because', about: 'help-desk' });
    const { lines } = await ledger.readStatement({ personId: 'lin' });
    expect(lines).toMatchObject([
      {
        kind: 'earn',
        amount: '5',
        about: 'help-desk',
        details: { reason: 'because' },
        effective: '2026-11-22T01:00:00Z',
      },
    ]);
  });
});

describe('the leaderboard', () => {
  it('shows the top with ties and one’s own place, hides who opted out, and does not count spending', async () => {
    const { ledger } = openLedger();
    const points = { lin: 50, zhao: 80, chen: 50, wang: 10, li: 90 };
    for (const [personId, amount] of Object.entries(points))
      await ledger.earn({ key: personId, personId, amount: String(amount), at: now });
    await ledger.redeem({ key: 'r', personId: 'zhao', item: 'x', amount: '70', at: now });
    const board = await ledger.readLeaderboard({ top: 2, optedOut: ['li'], viewerId: 'wang' });
    expect(board).toEqual({
      top: [
        { place: 1, personId: 'zhao', points: '80' },
        { place: 2, personId: 'lin', points: '50' },
        { place: 2, personId: 'chen', points: '50' },
      ],
      own: { place: 4, personId: 'wang', points: '10' },
      ranked: 4,
    });
    expect((await ledger.readLeaderboard({ before: now })).ranked).toBe(0);
    expect((await ledger.readLeaderboard({ from: now, viewerId: 'li', optedOut: ['li'] })).own?.place).toBe(1);
  });
});
