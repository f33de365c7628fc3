import { describe, expect, it } from 'vitest';
import { helpRule, leaveItem } from '../testing/catalogue.ts';
import { actor, bytesOf, now, openLedger } from '../testing/ledgers.ts';
import type { Approval } from './approval/index.ts';
import type { EarningRule } from './rules/index.ts';
import { type ApprovedCall, hashOfCall } from './service/four-eyes.ts';
import type { Ledger, LedgerAnswer } from './service.ts';

const limit = { approvalAbove: { points: '100' } };

/** An approval of a call by somebody who has no part in it. */
function agreed(call: ApprovedCall, input: { readonly key: string }, more: Partial<Approval> = {}): Approval {
  return { approvedBy: 'boss', requestedBy: 'mia', payloadHash: hashOfCall({ call, input }), ...more };
}

describe('an approval', () => {
  it('is good for one effect: not under another key, and again under its own', async () => {
    const { ledger } = openLedger(limit);
    const grant = { key: 'k1', personId: 'lin', amount: '500', at: now };
    const approval = agreed('earn', grant);
    const first = await ledger.earn({ ...grant, approval });
    expect(first.ok).toBe(true);
    expect(await ledger.earn({ ...grant, key: 'k2', approval })).toMatchObject({
      rejection: { code: 'ledger/approval-mismatch' },
    });
    expect(await ledger.earn({ ...grant, approval })).toEqual(first);
    expect((await ledger.balance({ personId: 'lin', at: now })).posted).toBe('500');
  });

  it('of one call is none of another', async () => {
    const { ledger } = openLedger(limit);
    const input = { key: 'k', entryId: await grantOf(ledger, '80'), at: now };
    const taken = { ...input, spent: { kind: 'refuse' } as const };
    expect(await ledger.clawback({ ...taken, approval: agreed('reverse', taken) })).toMatchObject({
      rejection: { code: 'ledger/approval-mismatch' },
    });
  });
});

describe('somebody who acts for somebody else', () => {
  const assistant = (onBehalfOf: string) => ({ ...actor('assistant'), onBehalfOf });

  it('is told apart from them in the details of the entry', async () => {
    const { ledger, store } = openLedger();
    const grant = { key: 'g', personId: 'lin', amount: '80', at: now, actor: assistant('mia') };
    const approval = agreed('earn', grant, { requestedBy: 'assistant', approvedOnBehalfOf: 'chief' });
    await ledger.earn({ ...grant, approval });
    await ledger.redeem({ key: 'r', personId: 'lin', item: 'mug', amount: '5', at: now, actor: assistant('lin') });
    const { items } = await store.listEntries({}, { cursor: null, limit: 10 });
    const rows = await store.readDetails(items.map(({ entry }) => entry.id));
    expect(rows.map(({ fields }) => fields)).toEqual([
      {
        approvedBy: 'boss',
        approvedOnBehalfOf: 'chief',
        requestedBy: 'assistant',
        requestedOnBehalfOf: 'mia',
      },
      { requestedBy: 'assistant', requestedOnBehalfOf: 'lin' },
    ]);
  });

  it('is no second pair of eyes for them, nor they for it', async () => {
    const { ledger } = openLedger(limit);
    const grant = { key: 'g', personId: 'lin', amount: '500', at: now, actor: assistant('mia') };
    const asked = { requestedBy: 'assistant' };
    const refusals: readonly [string, Partial<Approval>][] = [
      ['ledger/approver-is-requester', { approvedBy: 'mia' }],
      ['ledger/approver-is-requester', { approvedBy: 'boss', approvedOnBehalfOf: 'mia' }],
      ['ledger/approver-is-requester', { approvedBy: 'boss', approvedOnBehalfOf: 'assistant' }],
      ['ledger/approver-is-beneficiary', { approvedBy: 'boss', approvedOnBehalfOf: 'lin' }],
    ];
    for (const [code, more] of refusals) {
      const approval = agreed('earn', grant, { ...asked, ...more });
      expect(await ledger.earn({ ...grant, approval })).toMatchObject({ rejection: { code } });
    }
    const wrong = agreed('earn', grant, { ...asked, requestedOnBehalfOf: 'zhao' });
    await expect(ledger.earn({ ...grant, approval: wrong })).rejects.toThrow('approval.requestedOnBehalfOf: ');
    expect((await ledger.earn({ ...grant, approval: agreed('earn', grant, asked) })).ok).toBe(true);
  });

  it('asks for a redemption that they do not approve; once decided, only the details name them', async () => {
    const { ledger, store } = openLedger();
    await ledger.defineItem({ key: 'item', item: leaveItem });
    await ledger.earn({ key: 'g', personId: 'lin', amount: '80', at: now });
    const wish = { key: 'ask', personId: 'lin', item: 'leave', at: now, actor: assistant('mia') };
    const asked = await ledger.requestRedemption(wish);
    const { redemptionId, payloadHash } = asked.ok ? asked : { redemptionId: '', payloadHash: '' };
    const decide = { redemptionId, payloadHash, at: now };
    for (const approver of [actor('mia'), { ...actor('boss'), onBehalfOf: 'mia' }]) {
      expect(await ledger.approveRedemption({ key: 'a', ...decide, actor: approver })).toMatchObject({
        rejection: { code: 'ledger/approver-is-requester' },
      });
    }
    const approver = { ...actor('boss'), onBehalfOf: 'chief' };
    const approved = await ledger.approveRedemption({ key: 'a', ...decide, actor: approver });
    expect(approved.ok).toBe(true);
    const rows = await store.readDetails([redemptionId, approved.ok ? (approved.entryId ?? '') : '']);
    expect(rows.map(({ fields }) => fields)).toEqual([
      { requestedBy: 'assistant', requestedOnBehalfOf: 'mia' },
      { approvedBy: 'boss', approvedOnBehalfOf: 'chief' },
    ]);
    expect(JSON.stringify(await store.listDocuments('redemption', { cursor: null, limit: 9 }))).not.toContain('mia');
  });

  it('is named by a text', async () => {
    const { ledger } = openLedger();
    const grant = { key: 'g', personId: 'lin', amount: '80', at: now };
    await expect(ledger.earn({ ...grant, actor: assistant(7 as never) })).rejects.toThrow('actor.onBehalfOf: ');
    await expect(ledger.earn({ ...grant, actor: { ...actor('x'), id: 7 as never } })).rejects.toThrow('actor.id: ');
  });
});

async function grantOf(ledger: Ledger, amount: string, key = 'grant'): Promise<string> {
  const grant = { key, personId: 'lin', amount, at: now };
  const answer = await ledger.earn({ ...grant, approval: agreed('earn', grant) });
  return answer.ok ? (answer.entryId ?? '') : '';
}

const rule: EarningRule = { ...helpRule, amount: '1', per: 'quantity' };

const legs = (amount: string) => [
  { accountId: 'issuer:points', amount: `-${amount}` },
  { account: { personId: 'lin' }, amount },
];

/** Every call by which points come into being or change hands on the host's word. */
const guarded: Readonly<Record<string, readonly [ApprovedCall, (amount: string) => { readonly key: string }]>> = {
  'a grant': ['earn', (amount) => ({ key: 'g', personId: 'lin', amount, at: now })],
  'a grant from a budget': ['earn', (amount) => ({ key: 'g', personId: 'lin', amount, at: now, fromBudgetId: 'q4' })],
  'an award by a rule': [
    'award',
    (quantity) => ({ key: 'w', personId: 'lin', rule: { id: 'help', version: 1 }, event: { at: now, quantity } }),
  ],
  "a host's own entry": ['post', (amount) => ({ key: 'p', at: now, postings: legs(amount) })],
  'the funding of a budget': ['fundBudget', (amount) => ({ key: 'f', budgetId: 'q5', amount, at: now })],
  'a transfer from a budget': [
    'transfer',
    (amount) => ({ key: 't', from: { budgetId: 'q4' }, to: { personId: 'lin' }, amount, at: now }),
  ],
  "a transfer of a person's points by somebody else": [
    'transfer',
    (amount) => ({
      key: 't',
      from: { personId: 'zhao' },
      to: { personId: 'lin' },
      amount,
      at: now,
      actor: actor('mia'),
    }),
  ],
};

async function ready() {
  const opened = openLedger(limit);
  const { ledger } = opened;
  await ledger.defineRule({ key: 'rule', rule });
  const fund = { key: 'fund', budgetId: 'q4', amount: '1000', at: now };
  await ledger.fundBudget({ ...fund, approval: agreed('fundBudget', fund) });
  await grantOf(ledger, '80');
  const other = { key: 'other', personId: 'zhao', amount: '1000', at: now };
  await ledger.earn({ ...other, approval: agreed('earn', other) });
  return opened;
}

describe('above the limit', () => {
  it.each(Object.entries(guarded))('%s takes a second person', async (_, [call, inputOf]) => {
    const { ledger, store } = await ready();
    const make = ledger[call] as unknown as (input: object) => Promise<LedgerAnswer>;
    const input = inputOf('101');
    const before = await bytesOf(store);
    expect(await make(input)).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
    const refusals: readonly [string, Approval][] = [
      ['ledger/approver-is-requester', agreed(call, input, { approvedBy: 'mia' })],
      ['ledger/approval-mismatch', agreed(call, inputOf('102'))],
    ];
    for (const [code, approval] of refusals)
      expect(await make({ ...input, approval })).toMatchObject({ rejection: { code } });
    expect(await bytesOf(store)).toBe(before);
    const done = await make({ ...input, approval: agreed(call, input) });
    expect(done.ok).toBe(true);
    expect(await make({ ...input, approval: agreed(call, input) })).toEqual(done);
  });

  it.each(Object.entries(guarded))('%s is not approved by who gets it', async (name, [call, inputOf]) => {
    const { ledger } = await ready();
    const make = ledger[call] as unknown as (input: object) => Promise<LedgerAnswer>;
    const input = inputOf('101');
    const answer = await make({ ...input, approval: agreed(call, input, { approvedBy: 'lin' }) });
    if (name === 'the funding of a budget') expect(answer.ok).toBe(true);
    else expect(answer).toMatchObject({ rejection: { code: 'ledger/approver-is-beneficiary' } });
  });

  it.each(Object.entries(guarded))('%s takes nobody else up to it', async (_, [call, inputOf]) => {
    const { ledger } = await ready();
    const make = ledger[call] as unknown as (input: object) => Promise<LedgerAnswer>;
    expect((await make(inputOf('100'))).ok).toBe(true);
  });

  it("an entry is as large as all that it moves, however many legs it has, by an account's id or its owner", async () => {
    const { ledger } = await ready();
    const view = await ledger.viewAccount({ personId: 'zhao', at: now });
    const accountId = view.ok ? view.account.accountId : '';
    const postings = [
      { accountId: 'issuer:points', amount: '-120' },
      { account: { personId: 'lin' }, amount: '60' },
      { accountId, amount: '60' },
    ];
    const input = { key: 'p', at: now, postings };
    expect(await ledger.post(input)).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
    for (const approvedBy of ['lin', 'zhao']) {
      const approval = agreed('post', input, { approvedBy });
      expect(await ledger.post({ ...input, approval })).toMatchObject({
        rejection: { code: 'ledger/approver-is-beneficiary' },
      });
    }
    expect((await ledger.post({ ...input, approval: agreed('post', input) })).ok).toBe(true);
  });

  it.each(['reverse', 'clawback'] as const)('%s takes a second person, who gets nothing by it', async (call) => {
    const { ledger } = await ready();
    const moved = { key: 'r', from: { personId: 'zhao' }, to: { personId: 'lin' }, amount: '500', at: now };
    const passed = await ledger.transfer({ ...moved, approval: agreed('transfer', moved) });
    const input = { key: 'u', entryId: passed.ok ? (passed.entryId ?? '') : '', at: now };
    const taken = call === 'reverse' ? input : { ...input, spent: { kind: 'refuse' } };
    const make = ledger[call] as unknown as (input: object) => Promise<LedgerAnswer>;
    expect(await make(taken)).toMatchObject({ rejection: { code: 'ledger/approval-required' } });
    expect(await make({ ...taken, approval: agreed(call, taken, { approvedBy: 'zhao' }) })).toMatchObject({
      rejection: { code: 'ledger/approver-is-beneficiary' },
    });
    expect((await make({ ...taken, approval: agreed(call, taken, { approvedBy: 'lin' }) })).ok).toBe(true);
  });

  it('takes back nothing whose accounts were not looked at: an entry that came between the looks', async () => {
    const { ledger, store } = await ready();
    const entryId = await grantOf(ledger, '70', 'late');
    let looks = 0;
    const load: typeof store.load = async (request) => {
      looks += 1;
      const loaded = await store.load(request);
      return looks === 1 ? { ...loaded, entries: [] } : loaded;
    };
    const { ledger: other } = openLedger({ ...limit, store: { ...store, load } });
    const input = { key: 'u', entryId, at: now };
    const approval = agreed('reverse', input);
    expect(await other.reverse({ ...input, approval })).toMatchObject({ rejection: { code: 'ledger/unknown-entry' } });
    expect((await other.reverse({ ...input, approval })).ok).toBe(true);
  });

  it('a person passes on and spends their own points, and a budget is cut into parts, without one', async () => {
    const { ledger } = await ready();
    const own = { key: 't', from: { personId: 'zhao' }, to: { personId: 'lin' }, amount: '500', at: now };
    expect((await ledger.transfer({ ...own, actor: actor('zhao') })).ok).toBe(true);
    expect((await ledger.redeem({ key: 'r', personId: 'zhao', item: 'x', amount: '200', at: now })).ok).toBe(true);
    expect((await ledger.hold({ key: 'h', personId: 'zhao', amount: '200', at: now })).ok).toBe(true);
    expect((await ledger.splitBudget({ key: 's', budgetId: 'q4', amount: '500', parts: 2, at: now })).ok).toBe(true);
  });

  it('is a limit in a unit that the ledger keeps', () => {
    expect(() => openLedger({ approvalAbove: { pionts: '1' } })).toThrow('approvalAbove.pionts: ');
    expect(() => openLedger({ approvalAbove: { points: 'much' } })).toThrow('approvalAbove.points: ');
    expect(() => openLedger({ approvalAbove: { points: '0.5' } })).toThrow('approvalAbove.points: ');
    expect(() => openLedger({ approvalAbove: { points: '-1' } })).toThrow('approvalAbove.points: ');
    expect(() => openLedger({ approvalAbove: { points: '0' } })).not.toThrow();
  });
});
