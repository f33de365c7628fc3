import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rejection } from '@meritkit/core/errors';
import { recompute } from '@meritkit/core/explanation';
import type { MessageOverrides } from '@meritkit/core/locale';
import { describe, expect, it } from 'vitest';
import { splitGroupBonus } from './bonus/index.ts';
import { errorCodes, rejectionCodes } from './errors.ts';
import { jsonSchemas, parseEarnInput, parseRedeemInput } from './inputs/index.ts';
import { catalogue, describeRejection, explainBonus, type LedgerMessageKey } from './messages.ts';
import { redemptionStatuses } from './redemption/redemption.ts';
import { ledgerOperations } from './rules/index.ts';
import { parseCatalogueItem, parseEarningRule, parseRuleEvent } from './schemas.ts';

const parameters = {
  account: 'a',
  amount: '1',
  maximum: '9',
  earliest: 'e',
  start: 's',
  end: 'd',
  latest: 'l',
  effective: 'f',
  expires: 'x',
  available: '1',
  needed: '2',
  remaining: '1',
  requested: '3',
  held: '2',
  debt: '5',
  limit: '4',
  people: 3,
  minimum: 5,
  closedThrough: 'c',
  missing: '2',
  price: '2',
  given: '1',
  status: 'requested',
  date: 'd',
  decimals: 2,
  accountUnit: 'hours',
  unit: 'points',
  item: 'mug',
  ruleId: 'help@1',
};

describe('words', () => {
  it.each(errorCodes)('%s is there in English and Chinese, and has a page', (code) => {
    for (const locale of ['en', 'zh-CN', 'zh-HK']) {
      const text = describeRejection({ rejection: { code, ...parameters }, locale });
      expect(text.length).toBeGreaterThan(3);
      expect(text).not.toContain('{');
      if (locale !== 'en') expect(text).toMatch(/[\u4e00-\u9fff]/);
    }
    const page = readFileSync(
      join(import.meta.dirname, '../../../docs/errors', `${code.replace('/', '-')}.md`),
      'utf8',
    );
    expect(page).toContain(code);
  });

  it('covers every code that the sources write, and no other', () => {
    const written = new Set<string>();
    for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts') || ['errors.ts', 'messages.ts'].includes(file)) continue;
      for (const [code] of readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(
        /(?<!@meritkit\/rewards-)ledger\/[a-z]+(-[a-z]+)*(?=')/g,
      ))
        written.add(code);
    }
    expect([...written].sort()).toEqual([...errorCodes].sort());
    expect(rejectionCodes.every((code: LedgerMessageKey) => code in catalogue.messages.en)).toBe(true);
  });
});

describe('a refusal in words', () => {
  const say = (rejection: Rejection, locale = 'en', overrides?: MessageOverrides) =>
    describeRejection({ rejection, locale, ...(overrides && { overrides }) });

  it('tells where a redemption stands in words, in the tongue of the sentence', () => {
    for (const status of redemptionStatuses) {
      const rejection = { code: 'ledger/redemption-state', redemptionId: 'r', status, step: 'cancel' };
      expect(say(rejection, 'zh-CN')).not.toMatch(/[a-z]/);
      expect(say(rejection)).not.toContain('awaiting-booking');
    }
    const waiting = { code: 'ledger/redemption-state', status: 'awaiting-booking' as const };
    expect(say(waiting, 'zh-CN')).toBe('该兑换的状态为“待预订确认”，不能执行这一步。');
    expect(say(waiting)).toBe('This redemption is waiting for its booking; that step is not possible.');
    const own = { en: { 'status-awaiting-booking': 'with HR' } };
    expect(say(waiting, 'en', own)).toBe('This redemption is with HR; that step is not possible.');
    expect(say({ ...waiting, status: 'a later one' } as Rejection)).toContain('a later one');
  });

  it('speaks of no points: what lacks may be hours', () => {
    const amounts = { available: '1', needed: '2', missing: '2', debt: '5', limit: '4', expires: 'x', effective: 'e' };
    const others = { account: 'clearing:redeemed:hours', remaining: '1', requested: '3', held: '2' };
    for (const code of rejectionCodes) {
      const rejection = { ...parameters, ...amounts, ...others, unit: 'hours', code };
      expect(say(rejection), code).not.toMatch(/points/i);
      expect(say(rejection, 'zh-CN'), code).not.toContain('积分');
    }
  });

  it('names what is to be completed first', () => {
    const rejection = { code: 'ledger/prerequisite-missing', missing: ['mentoring-course', 'first-aid'] };
    expect(say(rejection)).toBe('To be completed first: mentoring-course and first-aid.');
    expect(say(rejection, 'zh-CN')).toBe('须先完成：mentoring-course和first-aid。');
  });

  it('is there for a code that the package lacks: a general one, or the host’s', () => {
    const rejection = { code: 'host/frozen', since: 'Monday' };
    expect(say(rejection)).toBe('This was refused (host/frozen).');
    expect(say(rejection, 'zh-HK')).toBe('操作被拒绝（host/frozen）。');
    expect(say(rejection, 'en', { en: { 'host/frozen': 'Frozen since {since}.' } })).toBe('Frozen since Monday.');
    expect(say({ code: 'toString' })).toBe('This was refused (toString).');
  });
});

describe('a group bonus', () => {
  it('is explained to the cent', () => {
    const { parts } = splitGroupBonus({
      total: '100.00',
      unit: 'CNY',
      decimals: 2,
      shares: [
        { personId: 'lin', share: '2' },
        { personId: 'zhao', share: '1' },
        { personId: 'chen', share: '0' },
      ],
    });
    expect(parts.map((part) => part.amount)).toEqual(['66.67', '33.33', '0.00']);
    for (const { explanation, amount } of parts)
      expect(recompute({ explanation, operations: ledgerOperations })).toBe(amount);
  });

  it('is told in words: what is due, and which way it was rounded', () => {
    const tell = (total: string, shares: readonly string[], locale = 'en') =>
      splitGroupBonus({
        total,
        unit: 'CNY',
        decimals: 2,
        shares: shares.map((share, index) => ({ personId: `p${index}`, share })),
      }).parts.map(({ explanation }) => explainBonus({ explanation, locale }));
    const up = 'what is left when all are rounded down goes to the largest remainders';
    expect(tell('100.00', ['2', '1', '0'])).toEqual([
      `66.67 CNY = 100.00 CNY × 2 / 3, rounded up: ${up}.`,
      '33.33 CNY = 100.00 CNY × 1 / 3, rounded down.',
      '0.00 CNY = 100.00 CNY × 0 / 3.',
    ]);
    expect(tell('-10.00', ['0.5', '1'])).toEqual([
      '-3.33 CNY = -10.00 CNY × 0.5 / 1.5, rounded down.',
      `-6.67 CNY = -10.00 CNY × 1 / 1.5, rounded up: ${up}.`,
    ]);
    expect(tell('10.00', ['1', '1'], 'zh-CN')).toEqual([
      '5.00 CNY = 10.00 CNY × 1 / 2。',
      '5.00 CNY = 10.00 CNY × 1 / 2。',
    ]);
    const [part] = splitGroupBonus({
      total: '1',
      unit: 'CNY',
      decimals: 0,
      shares: [{ personId: 'a', share: '1' }],
    }).parts;
    const { explanation } = part!;
    for (const broken of [
      { ...explanation, children: [] },
      { ...explanation, operation: { name: 'share', version: 1 } },
      { ...explanation, operation: { ...explanation.operation, name: 'sum' } },
    ]) {
      expect(() => explainBonus({ explanation: broken, locale: 'en' })).toThrow('explanation');
    }
  });

  it('goes to very many in the time of one split, and each part is still explained', () => {
    const shares = Array.from({ length: 20_000 }, (_, index) => ({
      personId: `p${index}`,
      share: String(1 + (index % 7)),
    }));
    const began = performance.now();
    const { parts } = splitGroupBonus({ total: '1000000.00', unit: 'CNY', decimals: 2, shares });
    expect(performance.now() - began).toBeLessThan(4000); // a split per part would take hours
    const { explanation, amount } = parts.at(-1)!;
    expect(recompute({ explanation, operations: ledgerOperations })).toBe(amount);
  });

  it('is refused for nobody, for somebody twice, and for shares of nothing', () => {
    const split = (shares: readonly { personId: string; share: string }[]) => () =>
      splitGroupBonus({ total: '1', unit: 'CNY', decimals: 2, shares });
    expect(split([])).toThrow('shares');
    expect(
      split([
        { personId: 'a', share: '1' },
        { personId: 'a', share: '1' },
      ]),
    ).toThrow('shares[1].personId');
    expect(split([{ personId: 'a', share: '0' }])).toThrow('weights');
    expect(split([{ personId: 'a', share: '-1' }])).toThrow('weights[0]');
  });
});

describe('data from outside', () => {
  it('is read with the path of what is wrong', () => {
    expect(parseEarnInput({ key: 'k', personId: 'lin', amount: '12.5' })).toEqual({
      key: 'k',
      personId: 'lin',
      amount: '12.5',
    });
    expect(() => parseEarnInput({ key: 'k', personId: 'lin', amount: 12.5 })).toThrow('amount');
    expect(() => parseRedeemInput({ key: '', personId: 'lin', item: 'x' })).toThrow('key');
    expect(() => parseCatalogueItem({ id: 'x' })).toThrow('title');
    expect(() => parseEarningRule({ id: 'x', caps: [{ per: 'century' }] })).toThrow('caps[0].per');
    expect(() => parseRuleEvent({})).toThrow('at');
  });

  it('has JSON schemas', () => {
    const schemas = jsonSchemas();
    expect(Object.keys(schemas)).toContain('entry');
    for (const schema of Object.values(schemas)) expect(schema.type).toBe('object');
  });
});
