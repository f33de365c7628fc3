import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { type CatalogueItem, itemKinds } from './redemption/item.ts';
import type { EarningRule, RuleEvent } from './rules/index.ts';

/** An id as data from outside. */
export const id = z.string().min(1).max(256);

/** Signed decimal text as data from outside. */
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'a decimal such as "12.50"');

/** What something is worth for payroll, as data from outside. */
export const taxValueSchema = z.object({ amount: decimal, currency: z.string().length(3) });

/**
 * Reads what a redemption is worth for payroll.
 *
 * @throws InvalidInputError `ledger/invalid-input` with the path under `taxValue`
 */
export function parseTaxValue(input: unknown): z.infer<typeof taxValueSchema> {
  return parseWith({ schema: taxValueSchema, input, at: ['taxValue'], code: 'ledger/invalid-input' });
}

/** A catalogue item as data from outside. */
export const catalogueItemSchema = z.object({
  id,
  title: z.union([z.string(), z.record(z.string(), z.string())]),
  kind: z.enum(itemKinds),
  unit: id,
  price: decimal,
  approval: z.enum(['none', 'four-eyes']),
  stocked: z.boolean(),
  booking: z.boolean(),
  taxValue: taxValueSchema.nullable(),
  active: z.boolean(),
});

/**
 * Reads a catalogue item from outside.
 *
 * @throws InvalidInputError `ledger/invalid-input` with every issue's path
 * @example
 * ```ts
 * import { parseCatalogueItem } from '@meritkit/rewards-ledger';
 *
 * const item = { id: 'mug', title: 'Mug', kind: 'goods', unit: 'points', price: '20', approval: 'none', stocked: true,
 *   booking: false, taxValue: null, active: true };
 * parseCatalogueItem(item).price; // '20'
 * ```
 */
export function parseCatalogueItem(input: unknown): CatalogueItem {
  return parseWith({ schema: catalogueItemSchema, input, code: 'ledger/invalid-input' });
}

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date such as "2026-11-22"');

/** An earning rule as data from outside. */
export const earningRuleSchema = z.object({
  id,
  version: z.int().min(1),
  unit: id,
  inForce: z.object({ start: date, end: date.nullable() }),
  timeZone: z.string().min(1),
  amount: decimal,
  per: z.enum(['event', 'quantity']),
  multipliers: z.array(
    z.object({
      id,
      when: z.object({ attribute: id, equals: z.string().optional(), atLeast: decimal.optional() }),
      factor: decimal,
    }),
  ),
  prerequisites: z.array(id),
  caps: z
    .array(
      z.object({
        id,
        per: z.enum(['day', 'week', 'month', 'quarter', 'half-year', 'year', 'ever']),
        maximum: decimal,
        beyond: z.enum(['trim', 'refuse']),
      }),
    )
    .refine((caps) => new Set(caps.map((cap) => cap.id)).size === caps.length, 'two caps have one id'),
  budgetId: id.nullable(),
  expiresAfterDays: z.int().min(1).nullable(),
  rounding: z.enum(['half-up', 'half-even', 'down', 'up']),
});

/** An event for a rule as data from outside: a field that is mistyped would be one that says nothing, and is refused. */
export const ruleEventSchema = z.strictObject({
  at: z.string(),
  quantity: z
    .string()
    .regex(/^\d+(\.\d+)?$/, 'a decimal from zero such as "12.50"')
    .optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  completed: z.array(z.string()).optional(),
});

/**
 * Reads an earning rule from outside.
 *
 * @throws InvalidInputError `ledger/invalid-input` with every issue's path
 * @example
 * ```ts
 * import { parseEarningRule } from '@meritkit/rewards-ledger';
 *
 * const rule = { id: 'help', version: 1, unit: 'points', inForce: { start: '2026-01-01', end: null }, timeZone: 'Asia/Shanghai',
 *   amount: '10', per: 'event', multipliers: [], prerequisites: [], caps: [], budgetId: null, expiresAfterDays: 365,
 *   rounding: 'half-up' };
 * parseEarningRule(rule).amount; // '10'
 * ```
 */
export function parseEarningRule(input: unknown): EarningRule {
  return parseWith({ schema: earningRuleSchema, input, code: 'ledger/invalid-input' }) as EarningRule;
}

/**
 * Reads an event for a rule from outside. `at` is where it stands in a larger document.
 *
 * @throws InvalidInputError `ledger/invalid-input` with every issue's path, also for a field that an event does not have
 * @example
 * ```ts
 * import { parseRuleEvent } from '@meritkit/rewards-ledger';
 *
 * parseRuleEvent({ at: '2026-11-22T15:00:00+08:00', quantity: '3' }).quantity; // '3'
 * ```
 */
export function parseRuleEvent(input: unknown, at: readonly (string | number)[] = []): RuleEvent {
  return parseWith({ schema: ruleEventSchema, input, at, code: 'ledger/invalid-input' }) as RuleEvent;
}
