import type { JsonObject } from '@meritkit/core/json';
import { jsonSchemaOf, parseWith } from '@meritkit/core/schema';
import { catalogueItemSchema, earningRuleSchema, ruleEventSchema } from '../schemas.ts';
import { entrySchema } from '../seal/stored.ts';
import type { EarnInput } from '../service/earn.ts';
import type { RedeemInput } from '../service/redeem.ts';
import type { Ledger } from '../service.ts';
import {
  awardInputSchema,
  clawbackInputSchema,
  earnInputSchema,
  fundInputSchema,
  postInputSchema,
  reverseInputSchema,
  transferInputSchema,
} from './granting.ts';
import { readingSchemas } from './reading.ts';
import {
  approveRedemptionInputSchema,
  bookingInputSchema,
  cancelRedemptionInputSchema,
  captureInputSchema,
  decideRedemptionInputSchema,
  holdInputSchema,
  redeemInputSchema,
  releaseInputSchema,
  requestRedemptionInputSchema,
} from './spending.ts';

/** The schema of what each call takes, by the call: for a host that receives it as JSON. */
export const inputSchemas = {
  earn: earnInputSchema,
  redeem: redeemInputSchema,
  transfer: transferInputSchema,
  post: postInputSchema,
  fundBudget: fundInputSchema,
  hold: holdInputSchema,
  capture: captureInputSchema,
  release: releaseInputSchema,
  reverse: reverseInputSchema,
  clawback: clawbackInputSchema,
  award: awardInputSchema,
  requestRedemption: requestRedemptionInputSchema,
  approveRedemption: approveRedemptionInputSchema,
  rejectRedemption: decideRedemptionInputSchema,
  cancelRedemption: cancelRedemptionInputSchema,
  acknowledgeBooking: bookingInputSchema,
  ...readingSchemas,
};

/** A call whose input can be read from JSON. */
export type InputCall = keyof typeof inputSchemas;

/**
 * Reads what a call takes, such as the body of a request. A field that the call does not know is refused: left out
 * silently, a mistyped `expires` would grant points without end, and a mistyped `fromBudgetId` the issuer's. Who is
 * allowed to make the call, and as which actor, is for the host to say and not for the body.
 *
 * @throws InvalidInputError `ledger/invalid-input` with every issue's path
 * @example
 * ```ts
 * import { parseLedgerInput } from '@meritkit/rewards-ledger';
 *
 * const body = { key: 't-1', from: { personId: 'lin' }, to: { personId: 'chen' }, amount: '20' };
 * parseLedgerInput({ call: 'transfer', input: body });
 * // { key: 't-1', from: { personId: 'lin' }, to: { personId: 'chen' }, amount: '20' }
 * ```
 */
export function parseLedgerInput<Call extends InputCall>(options: {
  readonly call: Call;
  readonly input: unknown;
}): NonNullable<Parameters<Ledger[Call]>[0]> {
  const { call, input } = options;
  return parseWith({ schema: inputSchemas[call], input, code: 'ledger/invalid-input' }) as NonNullable<
    Parameters<Ledger[Call]>[0]
  >;
}

/**
 * Reads a grant from outside, such as a row of a CSV file.
 *
 * @throws InvalidInputError `ledger/invalid-input` with every issue's path
 * @example
 * ```ts
 * import { parseEarnInput } from '@meritkit/rewards-ledger';
 *
 * parseEarnInput({ key: 'import-1', personId: 'chen', amount: '120' }).amount; // '120'
 * ```
 */
export function parseEarnInput(input: unknown): EarnInput {
  return parseLedgerInput({ call: 'earn', input });
}

/**
 * Reads a redemption from outside.
 *
 * @throws InvalidInputError `ledger/invalid-input` with every issue's path
 * @example
 * ```ts
 * import { parseRedeemInput } from '@meritkit/rewards-ledger';
 *
 * parseRedeemInput({ key: 'r-1', personId: 'chen', item: 'mug', amount: '20' }).item; // 'mug'
 * ```
 */
export function parseRedeemInput(input: unknown): RedeemInput {
  return parseLedgerInput({ call: 'redeem', input });
}

/**
 * The JSON Schema of every public stored or transported type, by name.
 * @example
 * ```ts
 * import { jsonSchemas } from '@meritkit/rewards-ledger';
 *
 * Object.keys(jsonSchemas()).includes('transfer-input'); // true
 * ```
 */
export function jsonSchemas(): Readonly<Record<string, JsonObject>> {
  const inputs = Object.entries(inputSchemas).map(([call, schema]) => [`${kebab(call)}-input`, schema] as const);
  const schemas = [
    ['catalogue-item', catalogueItemSchema] as const,
    ['earning-rule', earningRuleSchema] as const,
    ['rule-event', ruleEventSchema] as const,
    ['entry', entrySchema] as const,
    ...inputs,
  ];
  return Object.fromEntries(
    schemas.map(([name, schema]) => [
      name,
      jsonSchemaOf({ schema, id: `https://meritkit.dev/schema/rewards-ledger/${name}.v1.json`, title: name }),
    ]),
  );
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
