import type { AuditSinkV1 } from '@meritkit/core/audit';
import { InvalidInputError } from '@meritkit/core/errors';
import { describe, expect, it } from 'vitest';
import { actor, bytesOf, now, openLedger } from '../testing/ledgers.ts';
import { hashOfEarn } from './service/earn.ts';
import type { Ledger } from './service.ts';

const later = '2026-12-01T09:00:00+08:00';

async function earned(amount: string, more: object = {}) {
  const opened = openLedger();
  const answer = await opened.ledger.earn({ key: 'grant', personId: 'lin', amount, at: now, ...more });
  if (!answer.ok || answer.entryId === null) throw new Error('the grant was refused');
  return { ...opened, entryId: answer.entryId };
}

describe('the first minutes', () => {
  it('earns once per key, redeems what is there, and expires without a sweep', async () => {
    const { ledger } = openLedger();
    const win = {
      key: 'challenge-7:lin',
      personId: 'lin',
      amount: '300',
      at: '2026-11-22T09:00:00+08:00',
      expires: '2027-01-01T00:00:00+08:00',
      reason: 'Tech challenge, first place',
    };
    const first = await ledger.earn(win);
    expect(first.ok).toBe(true);
    expect(await ledger.earn(win)).toEqual(first);
    const course = { personId: 'lin', item: 'cloud-course', amount: '200' };
    expect((await ledger.redeem({ key: 'course-31', ...course, at: '2026-11-23T10:00:00+08:00' })).ok).toBe(true);
    expect(await ledger.redeem({ key: 'course-32', ...course, at: '2026-11-23T10:01:00+08:00' })).toEqual({
      ok: false,
      rejection: { code: 'ledger/insufficient-points', available: '100', needed: '200' },
    });
    const at = (instant: string) => ledger.balance({ personId: 'lin', at: instant });
    expect(await at('2026-12-31T23:59:59+08:00')).toEqual({ posted: '100', held: '0', available: '100' });
    expect(await at('2027-01-01T00:00:00+08:00')).toEqual({ posted: '0', held: '0', available: '0' });
  });
});

describe('what cannot be done is refused and changes nothing', () => {
  const other = { key: 'new', at: later };
  const refusals: readonly [string, string, (ledger: Ledger, entryId: string) => Promise<unknown>][] = [
    [
      'unbalanced postings',
      'ledger/unbalanced',
      (ledger) =>
        ledger.post({
          ...other,
          postings: [
            { account: { personId: 'lin' }, amount: '-10' },
            { accountId: 'clearing:redeemed:points', amount: '9' },
          ],
        }),
    ],
    ['no postings', 'ledger/unbalanced', (ledger) => ledger.post({ ...other, postings: [] })],
    [
      'a posting of nothing',
      'ledger/amount-not-positive',
      (ledger) => ledger.post({ ...other, postings: [{ account: { personId: 'lin' }, amount: '0' }] }),
    ],
    [
      'an unknown account',
      'ledger/unknown-account',
      (ledger) =>
        ledger.post({
          ...other,
          postings: [
            { accountId: 'nobody', amount: '-10' },
            { accountId: 'issuer:points', amount: '10' },
          ],
        }),
    ],
    [
      'an account of a name every object has',
      'ledger/unknown-account',
      (ledger) =>
        ledger.post({
          ...other,
          postings: [
            { accountId: 'constructor', amount: '-10' },
            { accountId: 'issuer:points', amount: '10' },
          ],
        }),
    ],
    [
      'an unknown person',
      'ledger/unknown-account',
      (ledger) => ledger.redeem({ ...other, personId: 'zhao', item: 'x', amount: '1' }),
    ],
    [
      'an unknown budget',
      'ledger/unknown-account',
      (ledger) => ledger.earn({ ...other, personId: 'lin', amount: '1', fromBudgetId: 'none' }),
    ],
    [
      'an unknown unit',
      'ledger/unknown-unit',
      (ledger) => ledger.earn({ ...other, personId: 'lin', amount: '1', unit: 'gold' }),
    ],
    [
      'a unit of another account',
      'ledger/unit-mismatch',
      (ledger) =>
        ledger.post({
          ...other,
          postings: [
            { accountId: 'issuer:gold', amount: '-1' },
            { account: { personId: 'lin' }, amount: '1' },
          ],
        }),
    ],
    [
      'more decimals than the scale',
      'ledger/too-precise',
      (ledger) => ledger.earn({ ...other, personId: 'lin', amount: '1.5' }),
    ],
    [
      'a negative amount',
      'ledger/amount-not-positive',
      (ledger) => ledger.earn({ ...other, personId: 'lin', amount: '-1' }),
    ],
    [
      'nothing',
      'ledger/amount-not-positive',
      (ledger) => ledger.redeem({ ...other, personId: 'lin', item: 'x', amount: '0' }),
    ],
    [
      'an absurd amount',
      'ledger/amount-too-large',
      (ledger) => ledger.earn({ ...other, personId: 'lin', amount: '9007199254740992' }),
    ],
    [
      'more than there is',
      'ledger/insufficient-points',
      (ledger) => ledger.hold({ ...other, personId: 'lin', amount: '101' }),
    ],
    [
      'the same key with another payload',
      'ledger/key-conflict',
      (ledger) => ledger.earn({ key: 'grant', personId: 'lin', amount: '200', at: now }),
    ],
    [
      'a known key with a broken payload',
      'ledger/key-conflict',
      (ledger) => ledger.earn({ key: 'grant', personId: 'lin', amount: 'much', at: 'once' }),
    ],
    ['an unknown hold', 'ledger/unknown-hold', (ledger) => ledger.capture({ ...other, holdId: 'none' })],
    ['the release of an unknown hold', 'ledger/unknown-hold', (ledger) => ledger.release({ ...other, holdId: 'none' })],
    ['an unknown entry', 'ledger/unknown-entry', (ledger) => ledger.reverse({ ...other, entryId: 'none' })],
    [
      'an unknown rule',
      'ledger/unknown-rule',
      (ledger) => ledger.award({ key: 'new', personId: 'lin', rule: { id: 'none', version: 1 }, event: { at: later } }),
    ],
    ['an unknown item', 'ledger/unknown-item', (ledger) => ledger.redeem({ ...other, personId: 'lin', item: 'none' })],
    [
      'stock of an unknown item',
      'ledger/unknown-item',
      (ledger) => ledger.stockItem({ ...other, itemId: 'none', pieces: 1 }),
    ],
    [
      'an unknown redemption',
      'ledger/unknown-redemption',
      (ledger) => ledger.cancelRedemption({ ...other, redemptionId: 'none', actor: actor('lin') }),
    ],
    [
      'the payroll of an open period',
      'ledger/unknown-period',
      (ledger) =>
        ledger.exportPayroll({
          key: 'new',
          period: { start: '2026-11-01', end: '2026-12-01' },
          timeZone: 'Asia/Shanghai',
        }),
    ],
    [
      'points passed to oneself',
      'ledger/unbalanced',
      (ledger) => ledger.transfer({ ...other, from: { personId: 'lin' }, to: { personId: 'lin' }, amount: '1' }),
    ],
    [
      'an approval by the requester',
      'ledger/approver-is-requester',
      (ledger) => {
        const input = { ...other, personId: 'lin', amount: '5' };
        return ledger.earn({
          ...input,
          approval: { approvedBy: 'boss', requestedBy: 'boss', payloadHash: hashOfEarn(input) },
        });
      },
    ],
    [
      'an approval by the beneficiary',
      'ledger/approver-is-beneficiary',
      (ledger) => {
        const input = { ...other, personId: 'lin', amount: '5' };
        return ledger.earn({
          ...input,
          approval: { approvedBy: 'lin', requestedBy: 'boss', payloadHash: hashOfEarn(input) },
        });
      },
    ],
    [
      'an approval of something else',
      'ledger/approval-mismatch',
      (ledger) => {
        const payloadHash = hashOfEarn({ ...other, personId: 'lin', amount: '4' });
        return ledger.earn({
          ...other,
          personId: 'lin',
          amount: '5',
          approval: { approvedBy: 'chen', requestedBy: 'boss', payloadHash },
        });
      },
    ],
  ];

  it.each(refusals)('%s: %s', async (_, code, call) => {
    const { ledger, store, entryId } = await earned('100');
    const before = await bytesOf(store);
    expect(await call(ledger, entryId)).toMatchObject({ ok: false, rejection: { code } });
    expect(await bytesOf(store)).toBe(before);
  });

  it('a reversal of a reversal, a second reversal, a reversal of a hold', async () => {
    const { ledger, store, entryId } = await earned('100');
    const reserved = await ledger.hold({ key: 'h', personId: 'lin', amount: '10', at: later });
    await ledger.release({ key: 'rel', holdId: 'id-3', at: later });
    const reversal = await ledger.reverse({ key: 'r1', entryId, at: later });
    const before = await bytesOf(store);
    const again = (key: string, id: string | null) => ledger.reverse({ key, entryId: id ?? '', at: later });
    expect(await again('r2', reversal.ok ? reversal.entryId : '')).toMatchObject({
      rejection: { code: 'ledger/reversal-of-reversal' },
    });
    expect(await again('r3', entryId)).toMatchObject({
      rejection: { code: 'ledger/already-reversed', reversedBy: reversal.ok ? reversal.entryId : '' },
    });
    expect(await again('r4', reserved.ok ? reserved.entryId : '')).toMatchObject({
      rejection: { code: 'ledger/not-reversible', kind: 'hold' },
    });
    expect(await bytesOf(store)).toBe(before);
  });

  it('a capture beyond the hold, and a hold resolved twice', async () => {
    const { ledger, store } = await earned('100');
    const held = await ledger.hold({ key: 'h', personId: 'lin', amount: '60', at: now });
    const holdId = held.ok ? held.holdId : '';
    const before = await bytesOf(store);
    expect(await ledger.capture({ key: 'c', holdId, amount: '61', at: now })).toEqual({
      ok: false,
      rejection: { code: 'ledger/capture-exceeds-hold', held: '60', requested: '61' },
    });
    expect(await bytesOf(store)).toBe(before);
    expect((await ledger.capture({ key: 'c2', holdId, amount: '45', at: now })).ok).toBe(true);
    expect(await ledger.balance({ personId: 'lin', at: now })).toEqual({ posted: '55', held: '0', available: '55' });
    const after = await bytesOf(store);
    expect(await ledger.release({ key: 'c3', holdId, at: now })).toMatchObject({
      rejection: { code: 'ledger/hold-resolved' },
    });
    expect(await bytesOf(store)).toBe(after);
  });

  it('backdating beyond the limit, and a grant that needs approval', async () => {
    const { ledger, store } = openLedger({ maximumBackdatingMs: 3_600_000, approvalAbove: { points: '50' } });
    const before = await bytesOf(store);
    expect(await ledger.earn({ key: 'k', personId: 'lin', amount: '5', at: '2026-11-22T07:59:59+08:00' })).toEqual({
      ok: false,
      rejection: { code: 'ledger/backdated', earliest: '2026-11-22T00:00:00Z' },
    });
    const large = { key: 'k2', personId: 'lin', amount: '51', at: now };
    expect(await ledger.earn(large)).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
    expect(await bytesOf(store)).toBe(before);
    const approval = { approvedBy: 'chen', requestedBy: 'boss', payloadHash: hashOfEarn(large) };
    expect((await ledger.earn({ ...large, approval })).ok).toBe(true);
    expect((await ledger.earn({ ...large, key: 'k3', amount: '50' })).ok).toBe(true);
  });

  const broken: readonly [string, string, (ledger: Ledger) => unknown][] = [
    [
      'an amount that is no text',
      'amount',
      (ledger) => ledger.earn({ key: 'n', personId: 'lin', amount: 5 as unknown as string, at: now }),
    ],
    [
      'an amount with an exponent',
      'amount',
      (ledger) => ledger.earn({ key: 'n', personId: 'lin', amount: '1e9', at: now }),
    ],
    [
      'a time without offset',
      'at',
      (ledger) => ledger.earn({ key: 'n', personId: 'lin', amount: '5', at: '2026-11-22T09:00:00' }),
    ],
    [
      'an end that is no time',
      'expires',
      (ledger) => ledger.earn({ key: 'n', personId: 'lin', amount: '5', at: now, expires: 'soon' }),
    ],
    ['an empty key', 'key', (ledger) => ledger.earn({ key: '', personId: 'lin', amount: '5', at: now })],
    ['no person', 'personId', (ledger) => ledger.earn({ key: 'n', personId: '' as string, amount: '5', at: now })],
    ['a fraction of a piece', 'pieces', (ledger) => ledger.stockItem({ key: 'n', itemId: 'mug', pieces: 1.5 })],
    [
      'no policy for spent points',
      'spent.kind',
      (ledger) => ledger.clawback({ key: 'n', entryId: 'e', spent: {} as { kind: 'refuse' } }),
    ],
  ];

  it.each(broken)('%s throws with its path', async (_, path, call) => {
    const { ledger, store } = await earned('100');
    const before = await bytesOf(store);
    const error = await (async () => call(ledger))().catch((caught: unknown) => caught);
    expect(InvalidInputError.isInstance(error)).toBe(true);
    expect((error as InvalidInputError).issues[0]?.path.join('.')).toBe(path);
    expect(await bytesOf(store)).toBe(before);
  });
});

describe('taking back', () => {
  it('refunds to the original lots with their own end, so a cancelled redemption makes nothing immortal', async () => {
    const { ledger } = openLedger();
    await ledger.earn({ key: 'a', personId: 'lin', amount: '30', at: now, expires: '2026-12-01T00:00:00Z' });
    await ledger.earn({ key: 'b', personId: 'lin', amount: '70', at: now, expires: '2027-12-01T00:00:00Z' });
    const spent = await ledger.redeem({ key: 'r', personId: 'lin', item: 'mug', amount: '50', at: now });
    await ledger.reverse({ key: 'u', entryId: spent.ok ? (spent.entryId ?? '') : '', at: '2027-01-01T00:00:00Z' });
    const view = await ledger.viewAccount({ personId: 'lin', at: '2027-01-01T00:00:00Z' });
    expect(view).toMatchObject({
      ok: true,
      account: {
        posted: '70',
        lots: [
          { lot: 1, original: '30', remaining: '30', expires: '2026-12-01T00:00:00Z', expired: true },
          { lot: 2, original: '70', remaining: '70', expires: '2027-12-01T00:00:00Z', expired: false },
        ],
      },
    });
  });

  it('claws back spent points by the stated policy', async () => {
    const spend = async () => {
      const { ledger, entryId } = await earned('100');
      await ledger.redeem({ key: 'r', personId: 'lin', item: 'mug', amount: '60', at: now });
      return { ledger, entryId };
    };
    const refused = await spend();
    expect(
      await refused.ledger.clawback({ key: 'c', entryId: refused.entryId, at: now, spent: { kind: 'refuse' } }),
    ).toEqual({
      ok: false,
      rejection: { code: 'ledger/points-spent', missing: '60' },
    });
    const waived = await spend();
    await waived.ledger.clawback({ key: 'c', entryId: waived.entryId, at: now, spent: { kind: 'waive' } });
    expect((await waived.ledger.balance({ personId: 'lin', at: now })).posted).toBe('0');
    const indebted = await spend();
    expect(
      await indebted.ledger.clawback({
        key: 'c0',
        entryId: indebted.entryId,
        at: now,
        spent: { kind: 'debt', limit: '59' },
      }),
    ).toEqual({ ok: false, rejection: { code: 'ledger/debt-limit', debt: '60', limit: '59' } });
    await indebted.ledger.clawback({
      key: 'c',
      entryId: indebted.entryId,
      at: now,
      spent: { kind: 'debt', limit: '60' },
    });
    expect(await indebted.ledger.balance({ personId: 'lin', at: now })).toEqual({
      posted: '-60',
      held: '0',
      available: '-60',
    });
    await indebted.ledger.earn({ key: 'g2', personId: 'lin', amount: '100', at: now });
    expect((await indebted.ledger.balance({ personId: 'lin', at: now })).available).toBe('40');
  });
});

describe('budgets', () => {
  it('cannot be overspent, lose what is not used, and split to the last point', async () => {
    const { ledger } = openLedger();
    await ledger.fundBudget({ key: 'f', budgetId: 'q4', amount: '100', at: now, expires: '2027-01-01T00:00:00+08:00' });
    const split = await ledger.splitBudget({ key: 's', budgetId: 'q4', amount: '70', parts: 3, at: now });
    expect(split.ok && split.budgetIds).toEqual(['q4/1', 'q4/2', 'q4/3']);
    const left = async (budgetId: string, at = now) => (await ledger.balance({ budgetId, at })).available;
    expect([await left('q4'), await left('q4/1'), await left('q4/2'), await left('q4/3')]).toEqual([
      '30',
      '24',
      '23',
      '23',
    ]);
    const grant = (key: string, amount: string) =>
      ledger.earn({ key, personId: 'lin', amount, at: now, fromBudgetId: 'q4/1' });
    expect(await grant('g1', '25')).toEqual({
      ok: false,
      rejection: { code: 'ledger/budget-exhausted', available: '24', needed: '25' },
    });
    expect((await grant('g2', '24')).ok).toBe(true);
    expect(await left('q4/2', '2027-01-01T00:00:00+08:00')).toBe('0');
  });

  it('a person’s points keep their end when passed on', async () => {
    const { ledger } = await earned('100', { expires: later });
    await ledger.transfer({
      key: 't',
      from: { personId: 'lin' },
      to: { personId: 'zhao' },
      amount: '40',
      at: now,
      expires: '2099-01-01T00:00:00Z',
    });
    expect((await ledger.balance({ personId: 'zhao', at: now })).available).toBe('40');
    expect((await ledger.balance({ personId: 'zhao', at: later })).available).toBe('0');
  });
});

describe('events', () => {
  it('are published after the commit, once, and a handler that throws harms nobody', async () => {
    const seen: string[] = [];
    const { ledger } = openLedger({
      publish: (events) => {
        for (const event of events) seen.push(event.type);
        throw new Error('a handler fails');
      },
    });
    const grant = { key: 'k', personId: 'lin', amount: '5', at: now };
    const first = await ledger.earn(grant);
    expect(await ledger.earn(grant)).toEqual(first);
    await ledger.redeem({ key: 'r', personId: 'lin', item: 'mug', amount: '6', at: now });
    expect(seen).toEqual(['meritkit.rewards.points-earned.v1']);
  });

  it('wait in the outbox when asked to', async () => {
    const { ledger } = openLedger({ outbox: true });
    const answer = await ledger.earn({ key: 'k', personId: 'lin', amount: '5', at: now });
    expect(await ledger.readOutbox({ limit: 10 })).toEqual(answer.ok ? answer.events : []);
    await ledger.acknowledgeOutbox({ eventIds: ['id-2/0'] });
    expect(await ledger.readOutbox({ limit: 10 })).toEqual([]);
  });

  it('every call with an actor reaches the audit sink, refusals too', async () => {
    const recorded: unknown[] = [];
    const audit = {
      record: async (entries: readonly unknown[]) => void recorded.push(...entries),
    } as unknown as AuditSinkV1;
    const { ledger } = openLedger({ audit });
    await ledger.earn({ key: 'k', personId: 'lin', amount: '5', at: now, actor: actor('boss') });
    await ledger.redeem({ key: 'r', personId: 'lin', item: 'x', amount: '6', at: now, actor: actor('lin') });
    await ledger.earn({ key: 'k2', personId: 'lin', amount: '5', at: now });
    expect(recorded).toMatchObject([
      {
        action: 'ledger.earn',
        outcome: 'done',
        personId: 'lin',
        actor: { id: 'boss' },
        subject: { type: 'entry', id: 'id-2' },
      },
      {
        action: 'ledger.redeem',
        outcome: 'refused',
        actor: { id: 'lin' },
        details: { code: 'ledger/insufficient-points' },
      },
    ]);
  });

  it('keys and fingerprints reach the store as HMACs when there is a secret', async () => {
    const { ledger, store } = openLedger({ secret: 'pepper' });
    await ledger.earn({ key: 'lin-secret-key', personId: 'lin', amount: '5', at: now });
    expect((await store.load({ key: 'lin-secret-key' })).record).toBeNull();
    expect((await ledger.earn({ key: 'lin-secret-key', personId: 'lin', amount: '6', at: now })).ok).toBe(false);
  });
});
