import { describe, expect, it } from 'vitest';
import { helpRule } from '../testing/catalogue.ts';
import { bytesOf, now, openLedger } from '../testing/ledgers.ts';
import { type EarningRule, evaluateRule } from './rules/index.ts';
import type { RuleEvent } from './rules/rule.ts';
import type { LedgerOptions } from './service/context.ts';

const rule: EarningRule = { ...helpRule, caps: [{ id: 'monthly', per: 'month', maximum: '10', beyond: 'refuse' }] };
const which = { personId: 'lin', rule: { id: 'help', version: 1 } };

async function ready(change: Partial<EarningRule> = {}, options: Partial<LedgerOptions> = {}) {
  const opened = openLedger(options);
  await opened.ledger.defineRule({ key: 'rule', rule: { ...rule, ...change } });
  return opened;
}

describe('an event that is dated ahead', () => {
  const postdated = { ok: false, rejection: { code: 'ledger/postdated', latest: '2026-11-22T01:05:00Z' } };

  it('uses no cap of a period to come: it is refused beyond the skew of clocks', async () => {
    const { ledger, store } = await ready();
    const before = await bytesOf(store);
    for (const at of ['2026-11-22T01:05:00.001Z', '2026-12-01T00:00:00Z', '2027-06-01T00:00:00Z']) {
      expect(await ledger.award({ key: at, ...which, event: { at } })).toEqual(postdated);
      expect(await ledger.previewAward({ ...which, event: { at } })).toEqual(postdated);
    }
    expect(await bytesOf(store)).toBe(before);
    const skewed = { ...which, event: { at: '2026-11-22T01:05:00Z' } };
    expect((await ledger.previewAward(skewed)).ok).toBe(true);
    expect((await ledger.award({ key: 'k', ...skewed })).ok).toBe(true);
  });

  it('lies as far ahead as the host allows itself', async () => {
    const { ledger } = await ready({}, { maximumAheadMs: 10 * 24 * 60 * 60 * 1000 });
    const award = (at: string) => ledger.award({ key: at, ...which, event: { at } });
    expect((await award('2026-12-01T00:00:00Z')).ok).toBe(true);
    expect(await award('2027-01-01T00:00:00Z')).toMatchObject({ rejection: { code: 'ledger/postdated' } });
    const { ledger: strict } = await ready({}, { maximumAheadMs: 0 });
    const soon = { ...which, event: { at: '2026-11-22T01:00:00.001Z' } };
    expect(await strict.previewAward(soon)).toMatchObject({ rejection: { code: 'ledger/postdated' } });
  });
});

describe('an event that is no event', () => {
  const broken: readonly [string, object][] = [
    ['event.completed', { completed: 'no-course-yet' }],
    ['event', { quantty: '3' }],
    ['event.quantity', { quantity: '-5' }],
    ['event.quantity', { quantity: 5 }],
    ['event.attributes', { attributes: ['x'] }],
    ['event.attributes.shift', { attributes: { shift: 3 } }],
  ];

  it.each(broken)('is refused with its path: %s', async (path, more) => {
    const { ledger } = await ready({ prerequisites: [], per: 'quantity' });
    const event = { at: now, ...more } as RuleEvent;
    const error = expect.stringMatching(new RegExp(`^${path.replace('.', '\\.')}: `));
    await expect(ledger.award({ key: 'k', ...which, event })).rejects.toMatchObject({ message: error });
    await expect(ledger.previewAward({ ...which, event })).rejects.toMatchObject({ message: error });
    expect(() => evaluateRule({ rule, event, scale: 0 })).toThrow(path);
  });

  it('has no attribute that it did not name', async () => {
    const multipliers = ['constructor', 'toString'].map((attribute) => ({
      id: attribute,
      when: { attribute },
      factor: '2',
    }));
    const { ledger } = await ready({ multipliers, caps: [] });
    expect(await ledger.previewAward({ ...which, event: { at: now, attributes: {} } })).toMatchObject({
      grant: { amount: '10' },
    });
    const named = { at: now, attributes: { constructor: 'yes' } } as unknown as RuleEvent;
    expect(await ledger.previewAward({ ...which, event: named })).toMatchObject({ grant: { amount: '20' } });
  });

  it('makes nothing of a rule whose signs cancel out', async () => {
    const { ledger } = openLedger();
    const define = (change: Partial<EarningRule>) => ledger.defineRule({ key: 'r', rule: { ...rule, ...change } });
    await expect(define({ amount: '-10' })).rejects.toThrow('rule.amount: ');
    await expect(define({ amount: '0' })).rejects.toThrow('rule.amount: ');
    const multipliers = [{ id: 'm', when: { attribute: 'a' }, factor: '-1' }];
    await expect(define({ multipliers })).rejects.toThrow('rule.multipliers[0].factor: ');
    expect((await define({ multipliers: [{ ...multipliers[0]!, factor: '0' }] })).ok).toBe(true);
  });
});

describe('the counter of a cap', () => {
  it('is its own, whatever slashes the ids have', async () => {
    const { ledger } = openLedger();
    const cap = rule.caps[0]!;
    const [one, other] = [
      { ...rule, id: 'a/b', caps: [{ ...cap, id: 'c' }] },
      { ...rule, id: 'a', caps: [{ ...cap, id: 'b/c' }] },
    ];
    for (const each of [one, other, { ...one, id: 'a%2Fb' }]) {
      await ledger.defineRule({ key: each.id, rule: each });
      const award = { key: `k ${each.id}`, personId: 'lin', rule: { id: each.id, version: 1 }, event: { at: now } };
      expect(await ledger.award(award)).toMatchObject({ ok: true, amount: '10' });
    }
  });

  it('is named by a refusal where two caps of a rule have one id, and two such caps are not defined', async () => {
    const caps = [
      { id: 'c', per: 'ever', maximum: '1000', beyond: 'refuse' },
      { id: 'c', per: 'month', maximum: '5', beyond: 'refuse' },
    ] as const;
    expect(evaluateRule({ rule: { ...rule, caps }, event: { at: now }, scale: 0 })).toMatchObject({
      rejection: { code: 'ledger/cap-reached', counter: 'help/c/2026-11', remaining: '5' },
    });
    const trimming = caps.map((cap) => ({ ...cap, beyond: 'trim' as const }));
    expect(evaluateRule({ rule: { ...rule, caps: trimming }, event: { at: now }, scale: 0 })).toMatchObject({
      grant: { amount: '5', trimmedBy: 'c' },
    });
    const { ledger } = openLedger();
    await expect(ledger.defineRule({ key: 'r', rule: { ...rule, caps } })).rejects.toThrow('two caps have one id');
  });

  it('is not needed to say how much is too much: the maximum is in the unit of the rule', () => {
    const event = { at: now, quantity: '90071992547409.92' };
    const evaluated = evaluateRule({ rule: { ...rule, amount: '1', per: 'quantity', caps: [] }, event, scale: 2 });
    expect(evaluated).toMatchObject({ rejection: { code: 'ledger/amount-too-large', maximum: '90071992547409.91' } });
  });
});
