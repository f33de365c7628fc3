import { recompute } from '@meritkit/core/explanation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confirmValue, parseValueEffects, quantifyValue, type ValueEffect, valueOperations } from '../index.ts';

const bug: ValueEffect = {
  id: 'bug',
  title: { en: 'Critical bug fixed', 'zh-CN': '修复严重缺陷' },
  claimedBy: 'lin',
  relation: 'association',
  money: { currency: 'CNY', low: '600000', base: '1000000', high: '1200000' },
  counterfactual: { low: '0', base: '0.1', high: '0.2' },
  attribution: { low: '0.5', base: '0.5', high: '1' },
  assumptions: ['The failure would have lasted two hours'],
  sources: [{ system: 'jira', ref: 'BUG-9' }],
  confirmation: { by: 'zhou', role: 'finance', at: '2026-10-02' },
};
const { confirmation: _, ...unconfirmed } = bug;

describe('quantifyValue', () => {
  it('counts what finance confirmed, net and attributed', () => {
    const value = quantifyValue({ effects: [bug] });
    expect(value.totals).toMatchObject([{ unit: 'CNY', low: '240000.00', base: '450000.00', high: '1200000.00' }]);
    expect(value.effects[0]).toMatchObject({ state: 'counted', confirmedBy: 'zhou' });
    expect(value.assumptions).toEqual([{ effectId: 'bug', assumption: 'The failure would have lasted two hours' }]);
    const total = value.totals[0]!;
    expect(recompute({ explanation: total.explanation, operations: valueOperations })).toBe(total.base);
  });

  it('never sums what is not confirmed, and says what it lacks', () => {
    const value = quantifyValue({
      effects: [
        { ...unconfirmed, id: 'a', sources: [] },
        { ...unconfirmed, id: 'b' },
        { ...bug, id: 'c', confirmation: { by: 'lin', role: 'business', at: '2026-10-02' } },
      ],
    });
    expect(value.totals).toEqual([]);
    expect(value.effects.map(({ state, needs }) => [state, needs])).toEqual([
      ['claimed', 'evidence'],
      ['evidenced', 'confirmation'],
      ['evidenced', 'other-confirmer'],
    ]);
  });

  it('counts an outcome for nobody while the shares exceed the whole, and for both when they fit', () => {
    const shared = (share: string, id: string): ValueEffect => ({
      ...bug,
      id,
      outcomeId: 'o',
      attribution: { base: share },
    });
    expect(quantifyValue({ effects: [shared('0.6', 'a'), shared('0.5', 'b')] }).totals).toEqual([]);
    expect(quantifyValue({ effects: [shared('0.6', 'a'), shared('0.5', 'b')] }).effects[1]?.needs).toBe(
      'fair-attribution',
    );
    expect(quantifyValue({ effects: [shared('0.6', 'a'), shared('0.4', 'b')] }).totals[0]?.base).toBe('900000.00');
  });

  it('holds an outcome back only for those whose confirmed shares exceed it', () => {
    const claim = (id: string, outcomeId: string | undefined, more: Partial<ValueEffect> = {}): ValueEffect => {
      const { outcomeId: _o, attribution: _a, ...rest } = bug;
      return { ...rest, id, ...(outcomeId === undefined ? {} : { outcomeId }), ...more };
    };
    const states = (...effects: readonly ValueEffect[]) =>
      quantifyValue({ effects }).effects.map(({ state, needs }) => [state, needs]);
    const counted = ['counted', undefined];
    const held = ['confirmed', 'fair-attribution'];
    // Nothing said is all of it: two such claims on one outcome are too much, on none or on two they are not.
    expect(states(claim('a', 'o'), claim('b', 'o'), claim('c', undefined), claim('d', 'p'))).toEqual([
      held,
      held,
      counted,
      counted,
    ]);
    const { confirmation: _n, ...waiting } = claim('b', 'o');
    expect(states(claim('a', 'o'), waiting)).toEqual([counted, ['evidenced', 'confirmation']]);
    expect(states(claim('a', undefined), claim('b', undefined))).toEqual([counted, counted]);
    const { sources: _s, ...bare } = claim('a', 'o');
    expect(states(bare, claim('b', 'o'))).toEqual([['claimed', 'evidence'], counted]);
  });

  it('says aloud what is taken for granted', () => {
    const { counterfactual: _c, attribution: _a, ...plain } = bug;
    const said = quantifyValue({ effects: [plain] }).assumptions.map(({ assumption }) => assumption);
    expect(said.slice(1)).toMatchObject([
      { en: 'Nothing of it would have come without this work' },
      { en: 'All of it is due to this work' },
    ]);
  });

  it('keeps currencies and users apart', () => {
    const effects: readonly ValueEffect[] = [
      bug,
      {
        ...bug,
        id: 'd',
        money: { currency: 'USD', base: '0.10' },
        users: { base: '100000' },
        attribution: { base: '1' },
      },
    ];
    const value = quantifyValue({ effects });
    expect(value.totals.map((total) => [total.unit, total.base])).toEqual([
      ['CNY', '450000.00'],
      ['USD', '0.09'],
      ['users', '90000'],
    ]);
  });

  it('simulates the same interval from the same seed, near the exact quantiles of a triangle', () => {
    const effect: ValueEffect = {
      ...bug,
      money: { currency: 'CNY', low: '0', base: '0', high: '100' },
      counterfactual: { base: '0' },
      attribution: { base: '1' },
    };
    const simulation = { seed: 7, trials: 40_000, confidence: 0.9 };
    const [one, other] = [
      quantifyValue({ effects: [effect], simulation }),
      quantifyValue({ effects: [effect], simulation }),
    ];
    expect(one).toEqual(other);
    const interval = one.totals[0]!.interval!;
    // Inverse of a right triangle on [0, 100]: 100 (1 - sqrt(1 - p)). Standard errors are below 0.25 here.
    expect(Math.abs(Number(interval.low) - 100 * (1 - Math.sqrt(0.95)))).toBeLessThan(0.3);
    expect(Math.abs(Number(interval.middle) - 100 * (1 - Math.sqrt(0.5)))).toBeLessThan(0.75);
    expect(Math.abs(Number(interval.high) - 100 * (1 - Math.sqrt(0.05)))).toBeLessThan(0.75);
  });

  it('draws each effect on its own stream', () => {
    const simulation = { seed: 's', trials: 1000, confidence: 0.8 };
    const certain: ValueEffect = { ...bug, id: 'z', money: { currency: 'CNY', base: '0' } };
    const alone = quantifyValue({ effects: [bug], simulation }).totals[0]!.interval;
    expect(quantifyValue({ effects: [certain, bug], simulation }).totals[0]!.interval).toEqual(alone);
  });

  it('adds exactly, and low <= base <= high, whatever the amounts', () => {
    const cents = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    fc.assert(
      fc.property(fc.array(fc.tuple(cents, cents, cents), { minLength: 1, maxLength: 8 }), (triples) => {
        const effects = triples.map((triple, index): ValueEffect => {
          const [low, base, high] = [...triple].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(text);
          return {
            ...bug,
            id: `e${index}`,
            money: { currency: 'CNY', low: low!, base: base!, high: high! },
            counterfactual: { base: '0' },
            attribution: { base: '1' },
          };
        });
        const total = quantifyValue({ effects }).totals[0]!;
        const sums = [0, 1, 2].map((at) =>
          triples.reduce((sum, triple) => sum + [...triple].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))[at]!, 0n),
        );
        expect([total.low, total.base, total.high]).toEqual(sums.map(text));
      }),
    );
  });

  it('names what is broken', () => {
    const code = (effects: readonly ValueEffect[]) => () => quantifyValue({ effects });
    expect(code([bug, bug])).toThrow('effects[1].id');
    expect(code([{ ...bug, money: { currency: 'CNY', low: '2', base: '1' } }])).toThrow('effects[0].money');
    expect(code([{ ...bug, attribution: { base: '1.2' } }])).toThrow('effects[0].attribution');
    expect(code([{ ...bug, money: undefined }])).toThrow('money, users, or both');
    expect(() => quantifyValue({ effects: [], simulation: { seed: 1, trials: 5, confidence: 0.9 } })).toThrow(
      'simulation.trials',
    );
    expect(() => quantifyValue({ effects: [], simulation: { seed: 1, trials: 500, confidence: 1 } })).toThrow(
      'simulation.confidence',
    );
    expect(() => parseValueEffects([{ ...bug, attribution: { base: '2' } }])).toThrow('[0].attribution.base');
  });
});

describe('confirmValue', () => {
  const by = { by: 'zhou', role: 'finance', at: '2026-10-02' } as const;
  it('confirms a claim with evidence once, by somebody else', () => {
    expect(confirmValue({ effect: unconfirmed, ...by })).toEqual({ ok: true, effect: bug });
    expect(confirmValue({ effect: bug, ...by })).toEqual({
      ok: false,
      rejection: { code: 'performance/already-confirmed', effectId: 'bug', by: 'zhou' },
    });
    const { sources: _, ...bare } = unconfirmed;
    for (const effect of [bare, { ...bare, sources: [] }]) {
      expect(confirmValue({ effect, ...by })).toEqual({
        ok: false,
        rejection: { code: 'performance/value-without-evidence', effectId: 'bug' },
      });
    }
    expect(confirmValue({ effect: unconfirmed, ...by, by: 'lin' })).toEqual({
      ok: false,
      rejection: { code: 'performance/self-confirmation', effectId: 'bug', personId: 'lin' },
    });
  });
});

function text(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
