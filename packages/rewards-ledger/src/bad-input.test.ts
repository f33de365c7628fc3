import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { bytesOf, openLedger } from '../testing/ledgers.ts';
import { splitGroupBonus } from './bonus/index.ts';
import type { Ledger } from './service.ts';

/** Calls that a host without types could make. */
type Loose = Readonly<Record<keyof Ledger, (input?: unknown) => Promise<unknown>>>;

const optional: readonly string[] = [
  'listAccounts',
  'listHolds',
  'listPeriods',
  'listRedemptions',
  'listItems',
  'listRules',
  'sweepExpired',
  'readLeaderboard',
  'sealEntries',
  'verifyLedger',
];

describe('what cannot be read', () => {
  it('reaches the caller as a typed error through the promise, of every call, and writes nothing', async () => {
    const { ledger, store } = openLedger();
    const before = await bytesOf(store);
    const calls = ledger as unknown as Loose;
    for (const name of Object.keys(calls) as (keyof Ledger)[]) {
      for (const input of [null, 42, 'text', [], ...(optional.includes(name) ? [] : [undefined, {}])]) {
        const outcome = calls[name](input); // a call that threw at once would end the test here
        const error = await outcome.catch((caught: unknown) => caught);
        expect(InvalidInputError.isInstance(error), `${name}(${JSON.stringify(input)})`).toBe(true);
      }
    }
    expect(await bytesOf(store)).toBe(before);
  });

  it.each([
    ['from', { from: null, to: { personId: 'a' }, amount: '1' }, 'transfer'],
    ['postings', { postings: null }, 'post'],
    ['postings[0]', { postings: ['x'] }, 'post'],
    ['postings[0].accountId', { postings: [{ accountId: 7, amount: '1' }] }, 'post'],
  ] as const)('names its place: %s', async (place, more, name) => {
    const { ledger } = openLedger();
    const input = { key: 'k', ...more } as never;
    await expect(ledger[name](input)).rejects.toThrow(`${place}: `);
  });

  it('of a split is the first share without a person', () => {
    const shares = [{ share: '1' }, { share: '1' }] as never;
    expect(() => splitGroupBonus({ total: '1', unit: 'CNY', decimals: 2, shares })).toThrow('shares[0].personId');
  });
});
