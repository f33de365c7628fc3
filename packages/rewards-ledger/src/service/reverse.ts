import { invalidInput, type Outcome, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import type { ShortfallPolicy } from '../ledger/command.ts';
import { detailsOf } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { execute } from './execute.ts';
import { booksOf } from './holds.ts';
import type { Written } from './operation.ts';
import { readAt, readId, readText, readUnitAmount } from './read.ts';

/** What to take back. */
export interface ReverseInput {
  readonly key: string;
  readonly entryId: string;
  readonly at?: string;
  readonly reason?: string;
  readonly actor?: Actor;
}

/** What happens when the points to claw back were already spent; always stated. */
export type DebtPolicy =
  | { readonly kind: 'refuse' }
  /** The house bears what is missing. */
  | { readonly kind: 'waive' }
  /** Takes other points of the person, then a debt up to `limit`, which later grants repay first. */
  | { readonly kind: 'debt'; readonly limit: string };

/** Takes an entry back, once; refused when points it granted were spent (see `clawback`). */
export function reverse(context: LedgerContext, input: ReverseInput): Promise<Outcome<Written>> {
  return takeBack(context, input, 'reverse', { kind: 'refuse' });
}

/** Takes a grant back with a stated policy for points already spent. */
export function clawback(
  context: LedgerContext,
  input: ReverseInput & { readonly spent: DebtPolicy },
): Promise<Outcome<Written>> {
  return takeBack(context, input, 'clawback', input.spent);
}

function takeBack(
  context: LedgerContext,
  input: ReverseInput,
  kind: 'reverse' | 'clawback',
  policy: DebtPolicy,
): Promise<Outcome<Written>> {
  const reversesEntryId = readId(input.entryId, ['entryId']);
  if (!['refuse', 'waive', 'debt'].includes(policy?.kind)) {
    throw invalidInput('ledger/invalid-input', ['spent', 'kind'], 'say what happens to points already spent');
  }
  return execute(context, {
    name: kind,
    key: input.key,
    actor: input.actor,
    payload: [reversesEntryId, input.at, input.reason, policy.kind, policy.kind === 'debt' ? policy.limit : null],
    request: { entryIds: [reversesEntryId], documents: booksOf(context) },
    plan: (loaded, moment) => {
      const entry = loaded.entries[0]?.entry;
      // A redemption is more than its entries: taking one back is the redemption's own step.
      if (entry !== undefined && entry.memo?.redemptionId !== undefined) {
        return reject('ledger/not-reversible', { entryId: entry.id, kind: 'redemption' });
      }
      const unit = entry?.postings[0]?.unit ?? context.defaultUnit;
      let shortfall: ShortfallPolicy = { kind: policy.kind === 'waive' ? 'waive' : 'refuse' };
      if (policy.kind === 'debt') {
        const scale = context.units[unit]?.scale ?? 0;
        const limit = readUnitAmount({ text: policy.limit, scale, signed: true, path: ['spent', 'limit'] });
        if (!limit.ok) return limit;
        shortfall = { kind: 'debt', limit: limit.amount };
      }
      const details = detailsOf({ reason: readText(input.reason, ['reason']), requestedBy: input.actor?.id });
      return {
        ok: true,
        ...(details === undefined ? {} : { details }),
        commands: [
          {
            type: 'reverse',
            kind,
            entryId: moment.newId(),
            reversesEntryId,
            shortfall,
            effectiveMs: readAt(input.at, moment.recordedMs),
            recordedMs: moment.recordedMs,
          },
        ],
      };
    },
  });
}
