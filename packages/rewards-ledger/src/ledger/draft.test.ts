import { describe, expect, it } from 'vitest';
import { type AccountState, emptyAccount } from './account.ts';
import { balanceAt, expiredAt } from './balance.ts';
import { addPosting, closeDraft, openDraft, openLot, touch } from './draft.ts';

const account = (more: Partial<AccountState> = {}): AccountState => ({
  ...emptyAccount({ id: 'a', kind: 'person', unit: 'points' }),
  ...more,
});
const hold = (id: string, expiresMs: number | null, lot = 1, amount = 3n) => ({
  id,
  parts: [{ lot, amount }],
  expiresMs,
});

describe('an account that an entry touches', () => {
  it('is met once, and its timed-out holds are resolved with it', () => {
    const draft = openDraft({ effectiveMs: 10, recordedMs: 99 });
    const owner = account({ holds: [hold('over', 10), hold('binding', 11), hold('open', null)] });
    touch(draft, owner);
    touch(draft, owner);
    expect(draft.touched).toEqual([owner]);
    expect(draft.holds).toEqual([
      { accountId: 'a', holdId: 'over', action: 'time-out', parts: [{ lot: 1, amount: 3n }], expiresMs: 10 },
    ]);
  });
});

describe('a hold', () => {
  it('does not time out for what is booked ahead before it does', () => {
    const ends = (effectiveMs: number, recordedMs: number) => {
      const draft = openDraft({ effectiveMs, recordedMs });
      touch(draft, account({ holds: [hold('h', 10)] }));
      return draft.holds.length === 1;
    };
    expect([ends(10, 9), ends(9, 10), ends(10, 10), ends(99, 9)]).toEqual([false, false, true, false]);
  });
});

describe('a lot', () => {
  it('is opened after debts are repaid, those of this entry too, and is numbered on', () => {
    const draft = openDraft({ effectiveMs: 0, recordedMs: 0 });
    draft.debts.push({ accountId: 'a', amount: 2n }, { accountId: 'b', amount: 50n });
    draft.lots.push({ accountId: 'b', lot: 7, amount: 1n, original: 1n, expiresMs: null, opens: true });
    draft.lots.push({ accountId: 'a', lot: 1, amount: -1n, original: 9n, expiresMs: null, opens: false });
    const owner = account({ debt: 3n, lotsOpened: 4 });
    openLot(draft, owner, 4n, 20);
    openLot(draft, owner, 4n, 20);
    openLot(draft, owner, 6n, null);
    expect(draft.debts.slice(2)).toEqual([
      { accountId: 'a', amount: -4n },
      { accountId: 'a', amount: -1n },
    ]);
    expect(draft.lots.slice(2)).toEqual([
      { accountId: 'a', lot: 5, amount: 3n, original: 3n, expiresMs: 20, opens: true },
      { accountId: 'a', lot: 6, amount: 6n, original: 6n, expiresMs: null, opens: true },
    ]);
  });
});

describe('postings', () => {
  it('are one per account and unit; those that cancel out are none', () => {
    const draft = openDraft({ effectiveMs: 0, recordedMs: 0 });
    addPosting(draft, 'a', 'points', 5n);
    addPosting(draft, 'a', 'hours', 1n);
    addPosting(draft, 'b', 'points', 0n);
    addPosting(draft, 'b', 'points', 2n);
    addPosting(draft, 'a', 'points', 3n);
    expect(draft.postings).toEqual([
      { accountId: 'a', unit: 'points', amount: 8n },
      { accountId: 'a', unit: 'hours', amount: 1n },
      { accountId: 'b', unit: 'points', amount: 2n },
    ]);
    addPosting(draft, 'a', 'hours', -1n);
    expect(draft.postings.map((posting) => posting.unit)).toEqual(['points', 'points']);
  });
});

describe('the entry of a draft', () => {
  it('says what was done, when, about what, and each account’s next version', () => {
    const draft = openDraft({ effectiveMs: 0, recordedMs: 0 });
    touch(draft, account({ version: 6 }));
    addPosting(draft, 'a', 'points', 5n);
    const times = { entryId: 'e', effectiveMs: 1, recordedMs: 2 };
    const bare = {
      schemaVersion: 1,
      id: 'e',
      kind: 'post',
      effectiveMs: 1,
      recordedMs: 2,
      postings: [{ accountId: 'a', unit: 'points', amount: 5n }],
      lots: [],
      debts: [],
      holds: [],
      counters: [],
      versions: [{ accountId: 'a', version: 7 }],
      reverses: null,
      subject: null,
      memo: null,
    };
    expect(closeDraft(draft, times, 'post', null)).toEqual(bare);
    const more = { subject: 'mug', memo: { quantity: 2 } };
    expect(closeDraft(draft, { ...times, ...more }, 'reverse', 'e0')).toEqual({
      ...bare,
      ...more,
      kind: 'reverse',
      reverses: 'e0',
    });
  });
});

describe('a balance as of a time', () => {
  const lot = (number: number, remaining: bigint, expiresMs: number | null) => ({
    lot: number,
    original: 20n,
    remaining,
    expiresMs,
  });
  const owner = account({
    debt: 4n,
    lots: [lot(1, 10n, 30), lot(2, 20n, 40), lot(3, 5n, null)],
    holds: [hold('h1', 35, 1, 6n), hold('h2', null, 2, 7n)],
  });

  it('counts lots to their end, and past it what a hold keeps of them', () => {
    expect(balanceAt(owner, 29)).toEqual({ posted: 31n, held: 13n, available: 18n });
    expect(balanceAt(owner, 30)).toEqual({ posted: 27n, held: 13n, available: 14n });
    expect(balanceAt(owner, 35)).toEqual({ posted: 21n, held: 7n, available: 14n });
    expect(balanceAt(owner, 40)).toEqual({ posted: 8n, held: 7n, available: 1n });
  });

  it('leaves to a sweep what has ended and no hold keeps', () => {
    expect(expiredAt(owner, 29)).toEqual([]);
    expect(expiredAt(owner, 30)).toEqual([{ lot: 1, amount: 4n }]);
    expect(expiredAt(owner, 40)).toEqual([
      { lot: 1, amount: 10n },
      { lot: 2, amount: 13n },
    ]);
    expect(expiredAt(account({ lots: [lot(1, 7n, 30)], holds: [hold('h', null, 1, 7n)] }), 30)).toEqual([]);
  });
});
