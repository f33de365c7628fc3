import { expect, it } from 'vitest';
import { bytesOf, now, openLedger } from '../testing/ledgers.ts';
import { scaleOf } from './amount/index.ts';
import type { PostInput } from './service/post.ts';

const units = { points: { scale: 0 }, CNY: { scale: 2 } };
const lin = { account: { personId: 'lin' } };
const gift: PostInput = {
  key: 'gift',
  at: now,
  postings: [
    { accountId: 'issuer:points', amount: '-30' },
    { ...lin, amount: '30' },
    { accountId: 'issuer:CNY', unit: 'CNY', amount: '-50.00' },
    { ...lin, unit: 'CNY', amount: '50.00' },
  ],
};

it('a debt has its limit in the decimals of each unit, not in those of the first', async () => {
  const { ledger } = openLedger({ units });
  const posted = await ledger.post(gift);
  const entryId = posted.ok ? posted.entryId : '';
  for (const unit of ['points', 'CNY']) {
    const amount = unit === 'CNY' ? '50.00' : '30';
    expect(
      (await ledger.redeem({ key: `spent-${unit}`, personId: 'lin', item: 'mug', unit, amount, at: now })).ok,
    ).toBe(true);
  }
  const claw = { entryId, at: now };
  const refused = await ledger.clawback({ ...claw, key: 'c1', spent: { kind: 'debt', limit: '49' } });
  expect(refused).toEqual({ ok: false, rejection: { code: 'ledger/debt-limit', debt: '50.00', limit: '49.00' } });
  expect((await ledger.clawback({ ...claw, key: 'c2', spent: { kind: 'debt', limit: '50' } })).ok).toBe(true);
  expect((await ledger.balance({ personId: 'lin', unit: 'CNY', at: now })).posted).toBe('-50.00');
  expect((await ledger.balance({ personId: 'lin', at: now })).posted).toBe('-30');
});

it('an entry in a unit that the ledger was not opened with is not told in guessed decimals', async () => {
  const { ledger, store } = openLedger({ units });
  await ledger.post(gift);
  const before = await bytesOf(store);
  const { ledger: fewer } = openLedger({ store });
  await expect(fewer.post(gift)).rejects.toMatchObject({
    code: 'ledger/unknown-unit',
    issues: [{ path: ['units', 'CNY'] }],
  });
  expect(await bytesOf(store)).toBe(before);
  const again = await ledger.post(gift);
  expect(again.ok && again.events[0]?.data.postings).toContainEqual(expect.objectContaining({ amount: '50.00' }));
});

it('pieces of stock are whole, and no other unit is known by itself', () => {
  expect(scaleOf(units, 'CNY')).toBe(2);
  expect(scaleOf(units, 'stock:mug')).toBe(0);
  for (const unit of ['hours', 'constructor', '__proto__', 'stock']) expect(() => scaleOf(units, unit)).toThrow();
});
