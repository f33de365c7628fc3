import { type Explanation, recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actor, bytesOf, openLedger } from '../../testing/ledgers.ts';
import { evaluateRule } from './evaluate.ts';
import { ledgerOperations } from './operations.ts';
import type { EarningRule } from './rule.ts';

const rule: EarningRule = {
  id: 'help',
  version: 1,
  unit: 'points',
  inForce: { start: '2026-01-01', end: '2027-01-01' },
  timeZone: 'Asia/Shanghai',
  amount: '10',
  per: 'quantity',
  multipliers: [
    { id: 'cross-team', when: { attribute: 'crossTeam', equals: 'yes' }, factor: '1.5' },
    { id: 'large', when: { attribute: 'hours', atLeast: '4' }, factor: '1.1' },
  ],
  prerequisites: ['mentoring-course'],
  caps: [{ id: 'monthly', per: 'month', maximum: '100', beyond: 'trim' }],
  budgetId: null,
  expiresAfterDays: 90,
  rounding: 'half-up',
};
const event = {
  at: '2026-11-22T09:00:00+08:00',
  quantity: '3',
  attributes: { crossTeam: 'yes', hours: '4.0' },
  completed: ['mentoring-course'],
};
const counter = 'help/monthly/2026-11';

describe('a rule', () => {
  it('multiplies in decimals, rounds once, and says why', () => {
    const evaluated = evaluateRule({ rule, event, scale: 0 });
    expect(evaluated).toMatchObject({
      ok: true,
      grant: {
        amount: '50',
        trimmedBy: null,
        expires: '2027-02-19T16:00:00Z',
        counters: [{ counter, maximum: '100' }],
      },
    }); // 10 × 3 × 1.5 × 1.1 = 49.5
    const plain = evaluateRule({ rule, event: { ...event, attributes: { hours: '3.99' } }, scale: 0 });
    expect(plain).toMatchObject({ grant: { amount: '30' } });
    expect(
      evaluateRule({ rule: { ...rule, per: 'event' }, event: { ...event, attributes: {} }, scale: 2 }),
    ).toMatchObject({ grant: { amount: '10.00' } });
  });

  it('is trimmed by its cap, or refused', () => {
    expect(evaluateRule({ rule, event, scale: 0, used: { [counter]: '70' } })).toMatchObject({
      grant: { amount: '30', trimmedBy: 'monthly' },
    });
    expect(evaluateRule({ rule, event, scale: 0, used: { [counter]: '100' } })).toEqual({
      ok: false,
      rejection: { code: 'ledger/cap-reached', counter, remaining: '0', needed: '50' },
    });
  });

  it('grants nothing out of force, without the prerequisite, or for nothing', () => {
    const evaluate = (more: Partial<EarningRule>, change: object = {}) =>
      evaluateRule({ rule: { ...rule, ...more }, event: { ...event, ...change }, scale: 0 });
    expect(evaluate({}, { at: '2026-12-31T16:00:00Z' })).toMatchObject({
      rejection: { code: 'ledger/rule-not-in-force', date: '2027-01-01' },
    });
    expect(evaluate({}, { at: '2026-12-31T15:59:59Z' }).ok).toBe(true);
    expect(evaluate({}, { completed: [] })).toEqual({
      ok: false,
      rejection: { code: 'ledger/prerequisite-missing', missing: ['mentoring-course'] },
    });
    expect(evaluate({}, { quantity: '0' })).toMatchObject({ rejection: { code: 'ledger/amount-not-positive' } });
    expect(evaluate({}, { quantity: '9007199254740991' })).toMatchObject({
      rejection: { code: 'ledger/amount-too-large' },
    });
    expect(() => evaluate({ caps: [{ id: 'c', per: 'day', maximum: '-1', beyond: 'trim' }] })).toThrow(
      'rule.caps[0].maximum',
    );
  });

  it('explains what it grants: the leaves alone give the value, and another leaf another value', () => {
    const decimal = fc.integer({ min: 1, max: 9999 }).map((number) => (number / 100).toFixed(2));
    fc.assert(
      fc.property(decimal, decimal, decimal, fc.integer({ min: 0, max: 99 }), (amount, quantity, factor, used) => {
        const evaluated = evaluateRule({
          rule: {
            ...rule,
            amount,
            multipliers: [{ id: 'm', when: { attribute: 'hours' }, factor }],
            caps: [{ id: 'monthly', per: 'month', maximum: '1000000', beyond: 'trim' }],
          },
          event: { ...event, quantity },
          scale: 2,
          used: { [counter]: String(used) },
        });
        if (!evaluated.ok) return;
        const { explanation } = evaluated.grant;
        expect(recompute({ explanation, operations: ledgerOperations })).toBe(evaluated.grant.amount);
        const other = (term: Explanation): Explanation =>
          term.key === 'base'
            ? { ...term, value: '123456.78' }
            : { ...term, ...(term.children === undefined ? {} : { children: term.children.map(other) }) };
        const changed = other(explanation);
        expect(recompute({ explanation: changed, operations: ledgerOperations })).not.toBe(evaluated.grant.amount);
      }),
    );
  });
});

describe('granting by a rule', () => {
  it('gives what the dry run showed, which wrote nothing', async () => {
    const { ledger, store } = openLedger();
    await ledger.defineRule({ key: 'rule', rule });
    const input = { personId: 'lin', rule: { id: 'help', version: 1 }, event };
    const before = await bytesOf(store);
    const preview = await ledger.previewAward(input);
    expect(await bytesOf(store)).toBe(before);
    const first = await ledger.award({ key: 'a1', ...input, reason: 'fixed the build', actor: actor('boss') });
    expect(first).toMatchObject({ ok: true, amount: '50' });
    expect(first.ok && first.explanation).toEqual(preview.ok && preview.grant.explanation);
    expect(await ledger.award({ key: 'a1', ...input, reason: 'fixed the build', actor: actor('boss') })).toEqual(first);
    expect(await ledger.award({ key: 'a2', ...input })).toMatchObject({ amount: '50' });
    expect(await ledger.award({ key: 'a3', ...input })).toMatchObject({ rejection: { code: 'ledger/cap-reached' } });
    await ledger.reverse({ key: 'u', entryId: first.ok ? (first.entryId ?? '') : '', at: event.at });
    expect(await ledger.award({ key: 'a4', ...input })).toMatchObject({ amount: '50' });
    expect(await ledger.previewAward({ ...input, rule: { id: 'help', version: 2 } })).toMatchObject({
      rejection: { code: 'ledger/unknown-rule' },
    });
    expect(await ledger.defineRule({ key: 'again', rule: { ...rule, amount: '11' } })).toMatchObject({
      rejection: { code: 'ledger/key-conflict' },
    });
  });
});
