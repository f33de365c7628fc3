import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { actor, countingIds, now, openLedger } from '../testing/ledgers.ts';
import { splitGroupBonus } from './bonus/index.ts';
import { correlateRedemption, measureReciprocity } from './insight/index.ts';
import { createMemoryLedgerStore } from './memory/index.ts';
import { hashOfEarn } from './service/earn.ts';
import { createLedger } from './service.ts';

const item = {
  id: 'leave',
  title: 'Leave',
  kind: 'leave',
  unit: 'points',
  price: '300',
  stocked: false,
  booking: true,
  taxValue: { amount: '500', currency: 'CNY' },
  active: true,
} as const;

async function withRedemption(approval: 'none' | 'four-eyes') {
  const opened = openLedger();
  const { ledger } = opened;
  await ledger.defineItem({ key: 'item', item: { ...item, approval } });
  await ledger.earn({ key: 'grant', personId: 'lin', amount: '1000', at: now });
  const asked = { key: 'ask', personId: 'lin', item: 'leave', at: now, actor: actor('mia') };
  const redemption = await ledger.requestRedemption(asked);
  if (!redemption.ok) throw new Error(redemption.rejection.code);
  const available = async () => (await ledger.balance({ personId: 'lin', at: now })).available;
  return { ...opened, redemption, available };
}

describe('a call under way', () => {
  it('is about what it was given, though the caller uses the object again', async () => {
    const { ledger } = openLedger();
    const input = { key: 'a', personId: 'lin', amount: '1', at: now };
    const first = ledger.earn(input);
    Object.assign(input, { key: 'b', amount: '1000' });
    await Promise.all([first, ledger.earn(input)]);
    expect((await ledger.balance({ personId: 'lin', at: now })).available).toBe('1001');
  });

  it('answers what it did, whatever a handler of its events does', async () => {
    const publish = async (events: readonly object[]) => {
      Object.assign(events[0]!, { type: 'changed' });
      throw new Error('a handler that fails later');
    };
    const store = createMemoryLedgerStore({ tenantId: 'acme' });
    const ledger = createLedger({ store, now: () => now, publish: publish as never });
    const answer = await ledger.earn({ key: 'a', personId: 'lin', amount: '1' });
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(answer.ok && answer.events[0]?.type).toBe('meritkit.rewards.points-earned.v1');
  });
});

describe('a redemption', () => {
  it('takes only the two words of a booking', async () => {
    const { ledger, redemption, available } = await withRedemption('none');
    for (const outcome of ['Booked', undefined]) {
      const said = { key: `k-${outcome}`, redemptionId: redemption.redemptionId, outcome: outcome as never, at: now };
      await expect(ledger.acknowledgeBooking(said)).rejects.toThrow('outcome: ');
    }
    expect(await available()).toBe('700');
  });

  it('is not taken back, captured or released behind its own steps', async () => {
    const taken = await withRedemption('none');
    const { items } = await taken.store.listEntries({ kinds: ['capture'] }, { cursor: null, limit: 1 });
    const back = { key: 'back', entryId: items[0]!.entry.id, at: now };
    const notReversible = { ok: false, rejection: { code: 'ledger/not-reversible', kind: 'redemption' } };
    expect(await taken.ledger.reverse(back)).toMatchObject(notReversible);
    expect(await taken.ledger.clawback({ ...back, spent: { kind: 'waive' } })).toMatchObject(notReversible);
    const asked = await withRedemption('four-eyes');
    const holdId = asked.redemption.redemptionId;
    for (const step of ['capture', 'release'] as const) {
      expect(await asked.ledger[step]({ key: step, holdId, at: now })).toMatchObject({
        ok: false,
        rejection: { code: 'ledger/redemption-state', step },
      });
    }
    const cancel = { key: 'cancel', redemptionId: holdId, at: now, actor: actor('mia') };
    expect((await asked.ledger.cancelRedemption(cancel)).ok).toBe(true);
    expect(await asked.available()).toBe('1000');
  });
});

describe('a grant that has ended', () => {
  it.each([false, true])('is owed by nobody when it is taken back, swept (%s) or not', async (swept) => {
    const { ledger, store } = openLedger();
    const later = '2027-02-01T00:00:00Z';
    const expires = '2027-01-01T00:00:00Z';
    const grant = await ledger.earn({ key: 'g', personId: 'lin', amount: '100', at: now, expires });
    if (swept) await openLedger({ store, now: () => later, ids: countingIds('sweep') }).ledger.sweepExpired();
    const taken = { key: 'c', entryId: grant.ok ? grant.entryId! : '', at: later };
    const answer = await ledger.clawback({ ...taken, spent: { kind: 'debt', limit: '100' } });
    expect(answer.ok).toBe(true);
    const zero = { posted: '0', held: '0', available: '0' };
    expect(await ledger.balance({ personId: 'lin', at: later })).toEqual(zero);
  });
});

describe('an approval', () => {
  const grant = { personId: 'lin', amount: '500', at: now };
  const approval = { approvedBy: 'boss', requestedBy: 'mia', payloadHash: hashOfEarn({ key: 'k', ...grant }) };
  const earn = (more: object, by = 'mia') => {
    const store = createMemoryLedgerStore({ tenantId: 'acme' });
    const ledger = createLedger({ store, now: () => now, approvalAbove: { points: '100' } });
    return ledger.earn({ key: 'k', ...grant, actor: actor(by), approval: { ...approval, ...more } as never });
  };

  it('is asked for by the one who makes the call, and by a name', async () => {
    expect((await earn({})).ok).toBe(true);
    await expect(earn({}, 'boss')).rejects.toThrow('approval.requestedBy: ');
    await expect(earn({ requestedBy: undefined })).rejects.toThrow('approval.requestedBy: ');
    await expect(earn({ approvedBy: 5 })).rejects.toThrow('approval.approvedBy: ');
  });
});

describe('a second pair of eyes', () => {
  it('is not one that acts for the one who asked, or for the one who gets it', async () => {
    for (const onBehalfOf of ['mia', 'lin']) {
      const { ledger, redemption } = await withRedemption('four-eyes');
      const { redemptionId, payloadHash } = redemption;
      const by = { ...actor('assistant'), onBehalfOf };
      const answer = await ledger.approveRedemption({ key: 'ok', redemptionId, payloadHash, at: now, actor: by });
      expect(answer.ok ? null : answer.rejection.code).toMatch(/approver-is-(requester|beneficiary)/);
    }
  });
});

describe('seals', () => {
  async function sealed() {
    const opened = openLedger();
    for (const key of ['a', 'b']) await opened.ledger.earn({ key, personId: 'lin', amount: '1', at: now, reason: key });
    await opened.ledger.sealEntries();
    return opened;
  }

  it('show words that lost their salt, entries slipped in, and leaves that nobody counts', async () => {
    const { store } = await sealed();
    const verify = async (changed: object) =>
      (await createLedger({ store: { ...store, ...changed } as never, now: () => now }).verifyLedger()).problems.map(
        ({ kind }) => kind,
      );
    expect(await verify({})).toEqual([]);
    const forged = async (ids: readonly string[]) =>
      ids.map((entryId) => ({ entryId, fields: { reason: 'forged' }, salt: null }));
    expect(await verify({ readDetails: forged })).toEqual(['details-changed', 'details-changed']);
    const slipped = async (...given: Parameters<typeof store.listEntries>) => {
      const page = await store.listEntries(...given);
      const [first] = page.items;
      return { ...page, items: [{ position: 1.5, entry: { ...first!.entry, id: 'forged' } }, ...page.items] };
    };
    expect(await verify({ listEntries: slipped })).toEqual(['entry-added', 'account-changed']);
    const leaves = async (...given: Parameters<typeof store.listSealLeaves>) => {
      const page = await store.listSealLeaves(...given);
      return { ...page, items: [...page.items, page.items[0]!] };
    };
    expect(await verify({ listSealLeaves: leaves })).toEqual(['leaf-added']);
  });

  it('are made of whole batches and of salts that cannot be guessed', async () => {
    const { ledger } = openLedger();
    await ledger.earn({ key: 'a', personId: 'lin', amount: '1', at: now, reason: 'help' });
    for (const batchSize of [0, -1, Number.NaN, 1.5]) {
      await expect(ledger.sealEntries({ batchSize })).rejects.toThrow('batchSize: ');
    }
    await expect(ledger.sealEntries({ salts: () => '' })).rejects.toThrow('salts: ');
    expect(await ledger.verifyLedger()).toMatchObject({ ok: true, sealed: 0 });
  });
});

describe('books', () => {
  it('are not closed for years by a slip of the pen, nor under a key that is too long', async () => {
    const { ledger } = openLedger();
    const close = (key: string, end: string) =>
      ledger.closePeriod({ key, period: { start: '2026-10-01', end }, timeZone: 'UTC' });
    await expect(close('k', '2062-11-01')).rejects.toThrow('period.end: ');
    await expect(close('k'.repeat(257), '2026-11-01')).rejects.toThrow('key: ');
    expect((await close('k', '2026-11-01')).ok).toBe(true);
  });

  it('know only the derived accounts that there are', async () => {
    const { ledger } = openLedger();
    await ledger.earn({ key: 'a', personId: 'lin', amount: '10', at: now });
    for (const accountId of ['clearing:redeemd:points', 'clearing::points', 'issuer:x:points']) {
      const postings = [
        { account: { personId: 'lin' }, amount: '-1' },
        { accountId, amount: '1' },
      ];
      const answer = await ledger.post({ key: accountId, postings, at: now });
      expect(answer.ok ? null : answer.rejection.code, accountId).toMatch(/unknown-account|unit-mismatch/);
    }
  });

  it('give a budget nothing from itself', async () => {
    const { ledger } = openLedger();
    await ledger.fundBudget({ key: 'f', budgetId: 'q4', amount: '100', at: now, expires: '2027-01-01T00:00:00Z' });
    const answer = await ledger.earn({ key: 'e', budgetId: 'q4', fromBudgetId: 'q4', amount: '100', at: now });
    expect(answer).toMatchObject({ ok: false, rejection: { code: 'ledger/unbalanced' } });
  });
});

it('ends the search for rings also where there are none among very many paths', () => {
  const id = (index: number) => `p${String(index).padStart(3, '0')}`;
  const recognitions = Array.from({ length: 120 }, (_none, from) =>
    Array.from({ length: 120 - from - 1 }, (_other, step) => ({ from: id(from), to: id(from + step + 1), amount: 1 })),
  ).flat();
  const began = performance.now();
  const answer = measureReciprocity({ enabled: true, recognitions, longest: 6, maximumRings: 10 });
  expect(answer).toMatchObject({ ok: true, reciprocity: { stopped: true, mutualShare: 0 } });
  expect(performance.now() - began).toBeLessThan(10_000);
});

it('decides a step on a redemption anew when another one came between its looks', async () => {
  const { ledger, redemption, available } = await withRedemption('four-eyes');
  const { redemptionId, payloadHash } = redemption;
  const approve = { key: 'yes', redemptionId, payloadHash, at: now, actor: actor('boss') };
  const cancel = { key: 'no', redemptionId, at: now, actor: actor('mia') };
  const answers = await Promise.all([ledger.approveRedemption(approve), ledger.cancelRedemption(cancel)]);
  expect(answers.map((answer) => answer.ok)).toEqual([true, true]);
  expect(answers[1]).toMatchObject({ status: 'awaiting-undo' });
  expect(await available()).toBe('700');
  await ledger.acknowledgeBooking({ key: 'undone', redemptionId, at: now, outcome: 'undone' });
  expect(await available()).toBe('1000');
});

it('shows no group on a threshold that is no number, and switches on by true alone', () => {
  const people = [1, 2, 3, 4].map((value) => ({ redeemed: value, participated: value }));
  for (const minimumGroup of [Number.NaN, 'x' as never]) {
    expect(() => correlateRedemption({ people, minimumGroup })).toThrow(InvalidInputError);
    expect(() => measureReciprocity({ enabled: true, recognitions: [], minimumGroup })).toThrow(InvalidInputError);
  }
  const many = Array.from({ length: 12 }, (_none, index) => ({ redeemed: index, participated: Number.NaN }));
  expect(() => correlateRedemption({ people: many })).toThrow('people[0]: ');
  expect(measureReciprocity({ enabled: 'false' as never, recognitions: [] }).ok).toBe(false);
});

it('splits whole totals among people by decimal shares, or says what is wrong', () => {
  const shares = [{ personId: 'a', share: '1' }];
  const split = (more: object) => () => splitGroupBonus({ total: '1', unit: 'CNY', decimals: 2, shares, ...more });
  for (const decimals of [1.5, Number.NaN, -1, 13]) expect(split({ decimals })).toThrow('decimals: ');
  expect(split({ total: '1'.repeat(70) })).toThrow('total: ');
  expect(split({ shares: null })).toThrow('shares: ');
  expect(split({ shares: [{ personId: 'a', share: null }] })).toThrow('shares[0].share: ');
});

it('reads nothing in a unit that it does not keep', async () => {
  const { ledger } = openLedger();
  for (const name of ['balance', 'readStatement', 'readLeaderboard'] as const) {
    const input = { personId: 'lin', unit: 'point' };
    await expect(ledger[name](input)).rejects.toThrow('unit: ');
  }
});

it('writes no version of a rule that could never grant', async () => {
  const { ledger } = openLedger();
  const rule = {
    ...{ id: 'help', version: 1, unit: 'points', inForce: { start: '2026-01-01', end: null }, timeZone: 'UTC' },
    ...{ amount: '10', per: 'event', multipliers: [], prerequisites: [], caps: [], budgetId: null },
    ...{ expiresAfterDays: 365, rounding: 'down' },
  };
  const define = (more: object, key = JSON.stringify(more)) =>
    ledger.defineRule({ key, rule: { ...rule, ...more } as never });
  const cap = { id: 'c', per: 'day', beyond: 'trim' };
  const factor = { id: 'm', when: { attribute: 'a', equals: 'b' }, factor: '2' };
  await expect(define({ timeZone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'core/unknown-time-zone' });
  await expect(define({ inForce: { start: '2026-02-01', end: '2026-01-01' } })).rejects.toThrow('rule.inForce.end: ');
  for (const maximum of ['0.5', '-1', '0']) {
    await expect(define({ caps: [{ ...cap, maximum }] })).rejects.toThrow('maximum: ');
  }
  await expect(define({ multipliers: [factor, factor] })).rejects.toThrow('rule.multipliers: ');
  await expect(define({ expiresAfterDays: 999_999_999 })).rejects.toThrow('rule.expiresAfterDays: ');
  expect((await define({}, 'fine')).ok).toBe(true);
});

it('takes no empty secret', () => {
  expect(() => createLedger({ store: createMemoryLedgerStore({ tenantId: 'a' }), secret: '' })).toThrow('secret: ');
});
