import { largestRemainder } from '@meritkit/core/decimal';
import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import { sha256Hex } from '@meritkit/core/hash';
import type { Actor } from '@meritkit/core/ports';
import type { Leg } from '../ledger/command.ts';
import type { OpenedAccount, OwnerInUnit } from '../ports.ts';
import { accountOf, accountOrOpen } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { unknownOwner } from './earn.ts';
import { executeEntry } from './execute.ts';
import type { Posted } from './operation.ts';
import { planPosting } from './posting.ts';
import { readAt, readId, readUnit, readUnitAmount } from './read.ts';

/** A hot budget in parts that do not wait for each other. */
export interface SplitBudgetInput {
  readonly key: string;
  readonly budgetId: string;
  /** How much of it goes to the parts; what is left stays. */
  readonly amount: string;
  readonly parts: number;
  readonly unit?: string;
  readonly at?: string;
  readonly actor?: Actor;
}

/**
 * Splits a budget evenly into sub-budgets, to the last minor unit. The points keep their end. Answers their ids.
 */
export function splitBudget(
  context: LedgerContext,
  input: SplitBudgetInput,
): Promise<Outcome<Posted<{ readonly budgetIds: readonly string[] }>>> {
  const budgetId = readId(input.budgetId, ['budgetId'], '/256'.length);
  if (!Number.isInteger(input.parts) || input.parts < 2 || input.parts > 256) {
    throw invalidInput('ledger/invalid-input', ['parts'], 'a budget is split into 2 to 256 parts');
  }
  const unit = input.unit ?? context.defaultUnit;
  const budgetIds = Array.from({ length: input.parts }, (_, index) => `${budgetId}/${index + 1}`);
  const whole: OwnerInUnit = { kind: 'budget', id: budgetId, unit };
  const owners = budgetIds.map((id): OwnerInUnit => ({ kind: 'budget', id, unit }));
  return executeEntry(context, {
    name: 'split-budget',
    key: input.key,
    actor: input.actor,
    payload: [budgetId, input.amount, input.parts, input.unit, input.at],
    request: { owners: [whole, ...owners], documents: [{ type: 'books', id: unit }] },
    owner: whole,
    plan: (loaded, moment) => {
      const read = readUnit(context, input.unit);
      if (!read.ok) return read;
      const size = readUnitAmount({ text: input.amount, scale: context.units[unit]!.scale });
      if (!size.ok) return size;
      const payer = accountOf(loaded, whole);
      if (payer === null) return unknownOwner(whole);
      const opened: OpenedAccount[] = [];
      const amounts = largestRemainder(
        size.amount,
        owners.map(() => 1n),
      );
      if (amounts.some((amount) => amount === 0n))
        return reject('ledger/amount-not-positive', { amount: input.amount });
      const legs = owners.map((owner, index): Leg => {
        const accountId = accountOrOpen(loaded, owner, moment, opened);
        return { accountId, unit, amount: amounts[index]!, expiresMs: 'inherit' };
      });
      return planPosting({
        moment,
        kind: 'transfer',
        effectiveMs: readAt(input.at, moment.recordedMs),
        subject: budgetId,
        legs: [{ accountId: payer, unit, amount: -size.amount }, ...legs],
        opened,
        answer: { budgetIds },
      });
    },
  });
}

/**
 * The sub-budget a grant should be paid from: the same for the same text, and evenly spread over texts.
 *
 * @example
 * ```ts
 * import { pickSubBudget } from '@meritkit/rewards-ledger';
 *
 * pickSubBudget({ budgetIds: ['a/1', 'a/2'], by: 'lin' }) === pickSubBudget({ budgetIds: ['a/1', 'a/2'], by: 'lin' }); // true
 * ```
 */
export function pickSubBudget(options: { readonly budgetIds: readonly string[]; readonly by: string }): string {
  const { budgetIds, by } = options;
  if (budgetIds.length === 0) throw invalidInput('ledger/invalid-input', ['budgetIds'], 'there is no budget to pick');
  return budgetIds[Number.parseInt(sha256Hex(by).slice(0, 8), 16) % budgetIds.length]!;
}
