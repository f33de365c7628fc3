import { invalidInput, type Outcome } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { issuerAccountId } from '../ledger/account.ts';
import type { OpenedAccount } from '../ports.ts';
import { type CatalogueItem, itemBody } from '../redemption/item.ts';
import { parseCatalogueItem } from '../schemas.ts';
import { accountOrOpen } from './accounts.ts';
import type { LedgerContext } from './context.ts';
import { stockUnit } from './deciding.ts';
import { execute } from './execute.ts';
import type { Written } from './operation.ts';
import { planPosting } from './posting.ts';
import { readAt, readId, readUnit, readUnitAmount } from './read.ts';

/** Writes a catalogue item, new or changed. Redemptions made before keep their price and tax value. */
export function defineItem(
  context: LedgerContext,
  input: { readonly key: string; readonly item: CatalogueItem; readonly actor?: Actor },
): Promise<Outcome<Written>> {
  const item = parseCatalogueItem(input.item);
  return execute(context, {
    name: 'item',
    key: input.key,
    actor: input.actor,
    payload: [item],
    request: { documents: [{ type: 'item', id: item.id }] },
    plan: (loaded) => {
      const read = readUnit(context, item.unit);
      if (!read.ok) return read;
      const price = readUnitAmount({
        text: item.price,
        scale: context.units[item.unit]!.scale,
        path: ['item', 'price'],
      });
      if (!price.ok) return price;
      const version = (loaded.documents[0]?.version ?? 0) + 1;
      return {
        ok: true,
        commands: [],
        documents: [{ type: 'item', id: item.id, version, body: itemBody(item) }],
        answer: { itemId: item.id, version },
      };
    },
  });
}

/** Adds pieces to an item's stock. */
export function stockItem(
  context: LedgerContext,
  input: {
    readonly key: string;
    readonly itemId: string;
    readonly pieces: number;
    readonly at?: string;
    readonly actor?: Actor;
  },
): Promise<Outcome<Written>> {
  const itemId = readId(input.itemId, ['itemId']);
  if (!Number.isSafeInteger(input.pieces) || input.pieces < 1) {
    throw invalidInput('ledger/invalid-input', ['pieces'], 'pieces are a whole number from 1');
  }
  const unit = stockUnit(itemId);
  return execute(context, {
    name: 'stock',
    key: input.key,
    actor: input.actor,
    payload: [itemId, input.pieces, input.at],
    request: { owners: [{ kind: 'stock', id: itemId, unit }], documents: [{ type: 'item', id: itemId }] },
    plan: (loaded, moment) => {
      if (loaded.documents.length === 0) return { ok: false, rejection: { code: 'ledger/unknown-item', item: itemId } };
      const opened: OpenedAccount[] = [];
      const accountId = accountOrOpen(loaded, { kind: 'stock', id: itemId, unit }, moment, opened);
      const amount = BigInt(input.pieces);
      const legs = [
        { accountId: issuerAccountId(unit), unit, amount: -amount },
        { accountId, unit, amount, expiresMs: null },
      ];
      const effectiveMs = readAt(input.at, moment.recordedMs);
      return planPosting({ moment, kind: 'fund', effectiveMs, subject: itemId, legs, opened });
    },
  });
}
