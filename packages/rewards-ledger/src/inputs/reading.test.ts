import { describe, expect, it } from 'vitest';
import { now, openLedger } from '../../testing/ledgers.ts';
import { jsonSchemas, parseLedgerInput } from './inputs.ts';
import type { readingSchemas } from './reading.ts';

type Call = keyof typeof readingSchemas;

const actor = { id: 'mia', requestId: 'r-1' };
const page = { cursor: null, limit: 20 };
const time = { from: '2026-11-01T00:00:00Z', before: now };
const lin = { personId: 'lin', actor };

/** Everything that each call takes, and a field that is broken with its path. */
const samples: Readonly<Record<Call, readonly [object, object, string]>> = {
  balance: [{ ...lin, unit: 'points', at: now }, { at: 'soon' }, 'at'],
  viewAccount: [{ ...lin, unit: 'points', at: now }, { personId: '' }, 'personId'],
  readStatement: [
    { ...lin, ...page, ...time, unit: 'points', kinds: ['earn', 'redeem'], newestFirst: true },
    { kinds: ['gift'] },
    'kinds[0]',
  ],
  readEntry: [{ entryId: 'e', actor }, { entryId: 7 }, 'entryId'],
  listAccounts: [{ ...page, kind: 'budget', unit: 'points', at: now, actor }, { kind: 'stock' }, 'kind'],
  listHolds: [{ ...lin, ...page, unit: 'points', at: '2027-01-01T00:00:00Z' }, { limit: 0 }, 'limit'],
  listEndingPoints: [{ ...page, ...time, kind: 'person', unit: 'points', actor }, { before: undefined }, 'before'],
  listRedemptions: [
    { ...lin, ...page, ...time, status: 'lapsed', item: 'mug', newestFirst: false },
    { status: 'open' },
    'status',
  ],
  listItems: [{ ...page, kind: 'goods', active: true }, { active: 'yes' }, 'active'],
  listPeriods: [{ ...page, unit: 'points', newestFirst: true }, { cursor: 7 }, 'cursor'],
};

describe('the input of a call that reads', () => {
  it.each(Object.entries(samples))('%s: is read whole, and makes the call', async (name, [input]) => {
    const call = name as Call;
    const read = parseLedgerInput({ call, input: JSON.parse(JSON.stringify(input)) });
    expect(read).toEqual(input);
    const { ledger } = openLedger();
    const make = ledger[call] as unknown as (given: unknown) => Promise<object>;
    await expect(make(read)).resolves.toBeTypeOf('object');
  });

  it.each(Object.entries(samples))('%s: is refused with the path of what is wrong or unknown', (name, sample) => {
    const call = name as Call;
    const [input, broken, path] = sample;
    expect(() => parseLedgerInput({ call, input: { ...input, ...broken } })).toThrow(path);
    expect(() => parseLedgerInput({ call, input: { ...input, newest: true } })).toThrow('newest');
  });

  it.each(['listHolds', 'listRedemptions'] as const)('%s: names one owner, or none', (call) => {
    expect(parseLedgerInput({ call, input: {} })).toEqual({});
    const two = { personId: 'lin', teamId: 'ops' };
    expect(() => parseLedgerInput({ call, input: two })).toThrow('name one of personId, teamId and budgetId, or none');
  });

  it('says the same in its JSON Schema', () => {
    const one = [{ required: ['personId'] }, { required: ['teamId'] }, { required: ['budgetId'] }];
    expect(jsonSchemas()['list-holds-input']).toMatchObject({
      oneOf: [...one, { not: { anyOf: one } }],
      additionalProperties: false,
    });
    expect(jsonSchemas()['read-statement-input']).toMatchObject({ oneOf: one });
  });
});
