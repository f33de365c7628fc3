import { describe, expect, it } from 'vitest';
import { now, openLedger } from '../../testing/ledgers.ts';
import type { LedgerAnswer } from '../service.ts';
import { type InputCall as Call, inputSchemas, jsonSchemas, parseLedgerInput } from './inputs.ts';
import type { readingSchemas } from './reading.ts';

/** The calls that write. */
type InputCall = Exclude<Call, keyof typeof readingSchemas>;

const actor = { id: 'mia', onBehalfOf: 'boss', requestId: 'r-1', reason: 'because' };
const written = { key: 'k', at: now, reason: 'why', actor };
const approval = {
  approvedBy: 'chief',
  approvedOnBehalfOf: 'board',
  requestedBy: 'mia',
  requestedOnBehalfOf: 'boss',
  payloadHash: '0'.repeat(64),
};
const granted = { ...written, amount: '5', unit: 'points', expires: '2027-01-01T00:00:00Z', approval };
const taxValue = { amount: '9.90', currency: 'CNY' };
const decided = { ...written, redemptionId: 'r' };
const { at: _at, ...award } = written;
const { reason: _reason, ...resolved } = written;

/** Everything that each call takes, and a field that is broken with its path. */
const samples: Readonly<Record<InputCall, readonly [object, object, string]>> = {
  earn: [{ ...granted, personId: 'lin', about: 'c', fromBudgetId: 'q4' }, { amount: 5 }, 'amount'],
  redeem: [{ ...written, personId: 'lin', item: 'mug', amount: '5', unit: 'points', taxValue }, { item: '' }, 'item'],
  transfer: [
    { ...granted, from: { personId: 'lin' }, to: { teamId: 'ops' }, about: 'c' },
    { to: { teamId: 7 } },
    'to.teamId',
  ],
  post: [
    {
      ...written,
      about: 'c',
      approval,
      postings: [
        { accountId: 'issuer:points', amount: '-5', unit: 'points' },
        { account: { personId: 'lin' }, amount: '5', expires: '2027-01-01T00:00:00Z' },
      ],
    },
    { postings: {} },
    'postings',
  ],
  fundBudget: [{ ...granted, budgetId: 'q4' }, { budgetId: null }, 'budgetId'],
  hold: [
    { ...written, personId: 'lin', amount: '5', unit: 'points', expires: '2027-01-01T00:00:00Z', about: 'c' },
    { expires: 'soon' },
    'expires',
  ],
  capture: [{ ...resolved, holdId: 'h', amount: '5', taxValue }, { taxValue: { amount: '1' } }, 'taxValue.currency'],
  release: [{ ...resolved, holdId: 'h' }, { holdId: 7 }, 'holdId'],
  reverse: [{ ...written, entryId: 'e', approval }, { approval: { ...approval, payloadHash: 'x' } }, 'payloadHash'],
  clawback: [{ ...written, entryId: 'e', approval, spent: { kind: 'debt', limit: '5' } }, { spent: {} }, 'spent.kind'],
  award: [
    {
      ...award,
      personId: 'lin',
      rule: { id: 'help', version: 1 },
      event: { at: now, quantity: '3', attributes: { shift: 'night' }, completed: ['course'] },
      approval,
    },
    { rule: { id: 'help', version: 0 } },
    'rule.version',
  ],
  requestRedemption: [
    { ...written, personId: 'lin', item: 'mug', quantity: 2, unit: 'points', expires: '2027-01-01T00:00:00Z' },
    { actor: undefined },
    'actor',
  ],
  approveRedemption: [{ ...decided, payloadHash: '0'.repeat(64) }, { actor: { id: 'mia' } }, 'actor.requestId'],
  rejectRedemption: [decided, { redemptionId: '' }, 'redemptionId'],
  cancelRedemption: [decided, { key: '' }, 'key'],
  acknowledgeBooking: [{ ...decided, outcome: 'booked', reference: 'HR-1' }, { outcome: 'maybe' }, 'outcome'],
};

describe('the input of a call', () => {
  it.each(Object.entries(samples))(
    '%s: is read whole, and refused with a field that it does not know',
    (name, [input]) => {
      const call = name as InputCall;
      const body = JSON.parse(JSON.stringify(input));
      expect(parseLedgerInput({ call, input: body })).toEqual(input);
      expect(() => parseLedgerInput({ call, input: { ...body, unknown: true } })).toThrow('unknown');
      for (const [field, part] of Object.entries(body)) {
        if (typeof part !== 'object' || part === null || Array.isArray(part)) continue;
        const typo = { ...body, [field]: { ...part, unknown: 'x' } };
        expect(() => parseLedgerInput({ call, input: typo }), field).toThrow(field);
      }
    },
  );

  it('is not read with a typo that would grant points without end, or from the issuer', () => {
    const grant = { key: 'k', personId: 'lin', amount: '5' };
    for (const typo of [{ expiresAt: '2027-01-01T00:00:00Z' }, { fromBudget: 'q4' }]) {
      expect(() => parseLedgerInput({ call: 'earn', input: { ...grant, ...typo } })).toThrow(Object.keys(typo)[0]);
    }
    const legs = (extra: object) => [
      { accountId: 'issuer:points', amount: '-5' },
      { account: { personId: 'lin' }, amount: '5', ...extra },
    ];
    const post = (extra: object) => () =>
      parseLedgerInput({ call: 'post', input: { key: 'k', postings: legs(extra) } });
    expect(post({ expires: '2027-01-01T00:00:00Z' })).not.toThrow();
    expect(post({ expiresAt: '2027-01-01T00:00:00Z' })).toThrow('postings[1]');
    expect(post({ accountId: 'a' })).toThrow('postings[1]');
  });

  const owned: readonly InputCall[] = ['earn', 'redeem', 'hold', 'requestRedemption'];
  it.each(owned)('%s: names exactly one owner', (call) => {
    const { personId: _, ...nobody } = samples[call][0] as { readonly personId: string };
    const read = (owner: object) => () => parseLedgerInput({ call, input: { ...nobody, ...owner } });
    for (const owner of [{ personId: 'lin' }, { teamId: 'ops' }, { budgetId: 'q4' }]) expect(read(owner)).not.toThrow();
    for (const owner of [{}, { personId: 'lin', teamId: 'ops' }, { teamId: 'ops', budgetId: 'q4' }]) {
      expect(read(owner)).toThrow('name one of personId, teamId and budgetId');
    }
  });

  it('names exactly one owner on both sides of a transfer and in a leg', () => {
    const transfer = { key: 'k', amount: '5', from: { personId: 'lin' }, to: { personId: 'chen' } };
    for (const side of ['from', 'to']) {
      const input = { ...transfer, [side]: {} };
      expect(() => parseLedgerInput({ call: 'transfer', input })).toThrow(`${side}: name one of`);
    }
    const postings = [{ account: {}, amount: '5' }];
    expect(() => parseLedgerInput({ call: 'post', input: { key: 'k', postings } })).toThrow('postings[0]');
  });

  it.each(Object.entries(samples))('%s: is refused with the path of what is wrong', (name, [input, broken, path]) => {
    const call = name as InputCall;
    expect(() => parseLedgerInput({ call, input: { ...input, ...broken } })).toThrow(path);
    expect(() => parseLedgerInput({ call, input: null })).toThrow(
      expect.objectContaining({ code: 'ledger/invalid-input' }),
    );
  });

  it.each(Object.entries(samples))('%s: once read is input that the call itself can read', async (name, [input]) => {
    const { ledger } = openLedger();
    const make = ledger[name as InputCall] as unknown as (given: unknown) => Promise<LedgerAnswer>;
    const answer = await make(parseLedgerInput({ call: name as InputCall, input }));
    expect(typeof answer.ok).toBe('boolean');
  });

  it('says in its JSON Schema that there is one owner, and nothing else than its fields', () => {
    const schemas = jsonSchemas();
    const one = [{ required: ['personId'] }, { required: ['teamId'] }, { required: ['budgetId'] }];
    expect(schemas['earn-input']).toMatchObject({ oneOf: one, additionalProperties: false });
    expect(schemas['transfer-input']).toMatchObject({
      properties: { from: { oneOf: one, additionalProperties: false } },
    });
    expect(schemas['award-input']).toMatchObject({ properties: { event: { additionalProperties: false } } });
  });

  it('has a JSON Schema', () => {
    const names = Object.keys(jsonSchemas());
    expect(names).toContain('approve-redemption-input');
    expect(names).toHaveLength(Object.keys(inputSchemas).length + 4);
  });
});
