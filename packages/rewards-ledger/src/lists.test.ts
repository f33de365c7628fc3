import { describe, expect, it } from 'vitest';
import { helpRule, leaveItem } from '../testing/catalogue.ts';
import { actor, now, openLedger } from '../testing/ledgers.ts';
import type { CatalogueItem } from './redemption/item.ts';
import type { EarningRule } from './rules/index.ts';

const leave = leaveItem;
const mug: CatalogueItem = { ...leave, id: 'mug', kind: 'goods', approval: 'none', active: false };
const rule: EarningRule = { ...helpRule, inForce: { start: '2026-01-01', end: '2026-12-01' } };

async function lived() {
  const opened = openLedger();
  const { ledger } = opened;
  await ledger.defineItem({ key: 'leave', item: leave });
  await ledger.defineItem({ key: 'mug', item: { ...mug, active: true } });
  for (const personId of ['lin', 'zhao']) {
    await ledger.earn({ key: personId, personId, amount: '100', at: now });
    for (const [turn, item] of ['leave', 'mug', 'leave'].entries()) {
      const key = `${personId}-${item}-${turn}`;
      await ledger.requestRedemption({ key, personId, item, at: now, actor: actor(personId) });
    }
  }
  await ledger.defineItem({ key: 'mug-2', item: mug });
  return opened;
}

describe('redemptions', () => {
  it('are listed with whose they are and what an approver agrees to, by person, status and item', async () => {
    const { ledger } = await lived();
    const all = await ledger.listRedemptions();
    expect(all.redemptions).toHaveLength(6);
    expect(all.nextCursor).toBeNull();
    const [first] = all.redemptions;
    expect(first).toMatchObject({
      owner: { kind: 'person', id: 'lin' },
      status: 'requested',
      itemId: 'leave',
      amount: '10',
      quantity: 1,
      requestedBy: 'lin',
      requestedOnBehalfOf: null,
      requestedAt: '2026-11-22T01:00:00Z',
    });
    const approve = { key: 'yes', redemptionId: first!.redemptionId, payloadHash: first!.payloadHash, at: now };
    expect((await ledger.approveRedemption({ ...approve, actor: actor('boss') })).ok).toBe(true);
    const count = async (filter: object) => (await ledger.listRedemptions(filter)).redemptions.length;
    expect(await count({ personId: 'lin' })).toBe(3);
    expect(await count({ personId: 'lin', status: 'requested' })).toBe(1);
    expect(await count({ item: 'mug' })).toBe(2);
    expect(await count({ item: 'mug', status: 'fulfilled', personId: 'zhao' })).toBe(1);
    expect(await count({ personId: 'nobody' })).toBe(0);
    await ledger.eraseOwner({ personId: 'lin' });
    expect((await ledger.listRedemptions({})).redemptions[1]?.owner).toBeNull();
  });

  it('come in full pages, each once, whatever is filtered out between them', async () => {
    const { ledger } = await lived();
    for (const limit of [1, 2, 3]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof ledger.listRedemptions>> = await ledger.listRedemptions({
          item: 'leave',
          limit,
          cursor,
        });
        if (page.nextCursor !== null) expect(page.redemptions).toHaveLength(limit);
        seen.push(...page.redemptions.map((row) => row.redemptionId));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(4);
      expect(seen).toHaveLength(4);
    }
  });

  it('are asked for in words that mean something', async () => {
    const { ledger } = openLedger();
    await expect(ledger.listRedemptions({ status: 'open' as never })).rejects.toThrow('status: ');
    await expect(ledger.listRedemptions({ limit: 0 })).rejects.toThrow('limit: ');
    await expect(ledger.listRedemptions({ limit: 1001 })).rejects.toThrow('limit: ');
    await expect(ledger.listRedemptions({ cursor: 7 as never })).rejects.toThrow('cursor: ');
    await expect(ledger.listItems({ kind: 'house' as never })).rejects.toThrow('kind: ');
    await expect(ledger.listItems({ active: 'yes' as never })).rejects.toThrow('active: ');
    await expect(ledger.listRules({ inForceOn: 'today' })).rejects.toMatchObject({ code: 'core/not-a-date' });
  });
});

describe('items and rules', () => {
  it('are listed as they are now', async () => {
    const { ledger } = await lived();
    const rows = [leave, mug].map((item) => ({ ...item, piecesLeft: null }));
    expect(await ledger.listItems()).toEqual({ items: rows, nextCursor: null });
    expect((await ledger.listItems({ active: true })).items).toEqual([rows[0]]);
    expect((await ledger.listItems({ kind: 'goods' })).items).toEqual([rows[1]]);
    const second: EarningRule = { ...rule, version: 2, inForce: { start: '2026-12-01', end: null } };
    const other: EarningRule = { ...rule, id: 'talk' };
    for (const each of [rule, second, other]) await ledger.defineRule({ key: `${each.id}${each.version}`, rule: each });
    expect(await ledger.listRules()).toEqual({ rules: [rule, second, other], nextCursor: null });
    expect((await ledger.listRules({ ruleId: 'help' })).rules).toEqual([rule, second]);
    expect((await ledger.listRules({ inForceOn: '2026-12-01' })).rules).toEqual([second]);
    expect((await ledger.listRules({ ruleId: 'help', inForceOn: '2026-11-30' })).rules).toEqual([rule]);
  });
});
