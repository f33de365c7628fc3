import { addDays, containsDate, dateInZone, startOfDayInstant } from '@meritkit/core/dates';
import { toDecimal } from '@meritkit/core/decimal';
import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { amountText, MAXIMUM_MINOR_UNITS, readAmount } from '../amount/index.ts';
import { parseRuleEvent } from '../schemas.ts';
import { applyCaps, capCounter } from './caps.ts';
import { ledgerOperations } from './operations.ts';
import type { EarningRule, RuleEvent, RuleMultiplier } from './rule.ts';

/** What a rule grants for an event. */
export interface RuleGrant {
  /** Decimal text, after rounding and caps. */
  readonly amount: string;
  /** The cap that trimmed it, if one did. */
  readonly trimmedBy: string | null;
  readonly expires: string | null;
  /** The counters that the grant uses, with their maxima: refused in the transaction if a concurrent grant was faster. */
  readonly counters: readonly { readonly counter: string; readonly maximum: string }[];
  readonly explanation: Explanation;
}

/** Why a rule grants nothing. */
export type RuleRejection =
  | Rejection<'ledger/rule-not-in-force', { readonly ruleId: string; readonly version: number; readonly date: string }>
  | Rejection<'ledger/prerequisite-missing', { readonly missing: readonly string[] }>
  | Rejection<'ledger/cap-reached', { readonly counter: string; readonly remaining: string; readonly needed: string }>
  | Rejection<'ledger/amount-not-positive', { readonly amount: string }>
  | Rejection<'ledger/amount-too-large', { readonly amount: string; readonly maximum: string }>;

/**
 * What a rule would grant, without granting it: the dry run, and the very function the ledger grants by. Factors are
 * decimals; there is one rounding, to the unit's scale.
 *
 * @throws InvalidInputError `ledger/invalid-input` for a rule or event that cannot be read
 * @example
 * ```ts
 * import { evaluateRule } from '@meritkit/rewards-ledger';
 *
 * const rule = { id: 'help', version: 1, unit: 'points', inForce: { start: '2026-01-01', end: null }, timeZone: 'Asia/Shanghai',
 *   amount: '10', per: 'quantity', multipliers: [], prerequisites: [], caps: [], budgetId: null, expiresAfterDays: null,
 *   rounding: 'half-up' } as const;
 * const event = { at: '2026-11-22T15:00:00+08:00', quantity: '3' };
 * const evaluated = evaluateRule({ rule, event, scale: 0 });
 * evaluated.ok && evaluated.grant.amount; // '30'
 * ```
 */
export function evaluateRule(options: {
  readonly rule: EarningRule;
  readonly event: RuleEvent;
  /** Decimals of the rule's unit. */
  readonly scale: number;
  /** What was used of each counter so far, decimal text; zero where absent. */
  readonly used?: Readonly<Record<string, string>>;
}): { readonly ok: true; readonly grant: RuleGrant } | { readonly ok: false; readonly rejection: RuleRejection } {
  const { rule, scale } = options;
  const event = parseRuleEvent(options.event, ['event']);
  const date = dateInZone(event.at, rule.timeZone);
  if (!containsDate(rule.inForce, date)) {
    return reject('ledger/rule-not-in-force', { ruleId: rule.id, version: rule.version, date });
  }
  const missing = rule.prerequisites.filter((needed) => !(event.completed ?? []).includes(needed));
  if (missing.length > 0) return reject('ledger/prerequisite-missing', { missing });
  const earned = explainProduct(rule, event, scale);
  const read = readAmount({ text: String(earned.value), scale });
  if (!read.ok) {
    const amount = String(earned.value);
    return read.problem === 'ledger/amount-too-large'
      ? reject('ledger/amount-too-large', { amount, maximum: amountText({ amount: MAXIMUM_MINOR_UNITS, scale }) })
      : reject('ledger/amount-not-positive', { amount });
  }
  const caps = rule.caps.map((cap, index) => readCap(options, cap, index));
  // By counter: versions that were defined when ids could repeat have caps of one id and different periods.
  const capped = applyCaps({ amount: read.amount, caps: caps.map((cap) => ({ ...cap, id: cap.counter })) });
  if (!capped.ok) {
    const remaining = amountText({ amount: capped.remaining, scale });
    return reject('ledger/cap-reached', { counter: capped.capId, remaining, needed: String(earned.value) });
  }
  return {
    ok: true,
    grant: {
      amount: amountText({ amount: capped.amount, scale }),
      trimmedBy: caps.find(({ counter }) => counter === capped.trimmedBy)?.id ?? null,
      expires: rule.expiresAfterDays === null ? null : endOf(date, rule.expiresAfterDays, rule.timeZone),
      counters: caps.map(({ counter, maximumText }) => ({ counter, maximum: maximumText })),
      explanation: explainCaps(rule, earned, caps, scale),
    },
  };
}

type ReadCap = ReturnType<typeof readCap>;

function readCap(
  options: {
    readonly rule: EarningRule;
    readonly event: RuleEvent;
    readonly scale: number;
    readonly used?: Readonly<Record<string, string>>;
  },
  cap: EarningRule['caps'][number],
  index: number,
) {
  const { rule, event, scale } = options;
  const counter = capCounter({ ruleId: rule.id, cap, at: event.at, timeZone: rule.timeZone });
  const usedText = options.used?.[counter] ?? amountText({ amount: 0n, scale });
  const maximum = readAmount({ text: cap.maximum, scale, signed: true, path: ['rule', 'caps', index, 'maximum'] });
  const used = readAmount({ text: usedText, scale, signed: true, path: ['used', counter] });
  if (!maximum.ok || !used.ok || maximum.amount < 0n) {
    throw invalidInput('ledger/invalid-input', ['rule', 'caps', index, 'maximum'], 'a cap is an amount in its unit');
  }
  const maximumText = amountText({ amount: maximum.amount, scale });
  return { id: cap.id, beyond: cap.beyond, counter, maximum: maximum.amount, used: used.amount, maximumText, usedText };
}

/** The first instant of the day after which the points no longer count. */
function endOf(date: string, days: number, timeZone: string): string {
  return startOfDayInstant(addDays(date, days), timeZone);
}

function applies(multiplier: RuleMultiplier, event: RuleEvent): boolean {
  const { attribute, equals, atLeast } = multiplier.when;
  const { attributes = {} } = event;
  const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
  if (value === undefined) return false;
  if (equals !== undefined && value !== equals) return false;
  return atLeast === undefined || toDecimal(value, ['event', 'attributes', attribute]).gte(toDecimal(atLeast));
}

function explainProduct(rule: EarningRule, event: RuleEvent, scale: number): Explanation {
  const factors = rule.multipliers.filter((multiplier) => applies(multiplier, event));
  return explain({
    key: 'earned',
    unit: rule.unit,
    operation: { name: 'points', version: 1, parameters: { decimals: scale, mode: rule.rounding } },
    operations: ledgerOperations,
    children: [
      given({ key: 'base', value: rule.amount, sources: [{ system: 'rule', ref: `${rule.id}@${rule.version}` }] }),
      ...(rule.per === 'quantity' ? [given({ key: 'quantity', value: event.quantity ?? '1' })] : []),
      ...factors.map((multiplier) => given({ key: `multiplier:${multiplier.id}`, value: multiplier.factor })),
    ],
  });
}

function explainCaps(rule: EarningRule, earned: Explanation, caps: readonly ReadCap[], scale: number): Explanation {
  const parameters = { decimals: scale };
  return explain({
    key: 'granted',
    unit: rule.unit,
    operation: { name: 'capped', version: 1, parameters },
    operations: ledgerOperations,
    children: [
      earned,
      ...caps.map((cap) =>
        explain({
          key: `cap:${cap.id}`,
          unit: rule.unit,
          operation: { name: 'remaining', version: 1, parameters },
          operations: ledgerOperations,
          children: [given({ key: 'maximum', value: cap.maximumText }), given({ key: 'used', value: cap.usedText })],
        }),
      ),
    ],
  });
}
