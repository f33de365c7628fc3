import { invalidInput } from '@meritkit/core/errors';
import type { Entry } from '../ledger/entry.ts';
import type { LedgerDocument, Loaded, LoadRequest } from '../ports.ts';
import { readStored } from '../stored/upcast.ts';
import type { LedgerContext } from './context.ts';

const nothing: readonly never[] = Object.freeze([]);

/** The units in whose books a request looks and whose scale this ledger has not seen stored yet: in the end, none. */
export function unknownUnits(context: LedgerContext, request: LoadRequest): readonly string[] {
  let unknown: string[] | undefined;
  for (const { type, id } of request.documents ?? nothing) {
    if (type !== 'books' || context.knownScales.has(id)) continue;
    unknown ??= [];
    unknown.push(id);
  }
  return unknown ?? nothing;
}

/**
 * Loads what a call names, and beside it the scales it relies on that are not known yet. Amounts are stored in minor
 * units: read with another scale, every balance would silently be another.
 *
 * @throws InvalidInputError `ledger/scale-mismatch` for a unit that was first posted in with another scale
 */
export function loadInScale(
  context: LedgerContext,
  request: LoadRequest,
  units: readonly string[] = unknownUnits(context, request),
): Promise<Loaded> {
  if (units.length === 0) return context.store.load(request); // from the second posting on
  const unknown = units.filter((unit) => !context.knownScales.has(unit) && Object.hasOwn(context.units, unit));
  return unknown.length === 0 ? context.store.load(request) : loadAndCheck(context, request, unknown);
}

async function loadAndCheck(context: LedgerContext, request: LoadRequest, units: readonly string[]): Promise<Loaded> {
  const scales = units.map((id) => ({ type: 'unit' as const, id }));
  const loaded = await context.store.load({ ...request, documents: [...(request.documents ?? nothing), ...scales] });
  for (const document of loaded.documents) if (document.type === 'unit') checkScale(context, document);
  return { ...loaded, documents: loaded.documents.filter(({ type }) => type !== 'unit') };
}

function checkScale(context: LedgerContext, { id, body }: LedgerDocument): void {
  const { scale } = readStored('unit', body);
  if (context.units[id]?.scale !== scale) {
    const message = `the ledger keeps ${id} with a scale of ${scale}, which never changes`;
    throw invalidInput('ledger/scale-mismatch', ['units', id, 'scale'], message);
  }
  context.knownScales.add(id);
}

/** The scales that the first entries in a unit write down with them, so that of two writers one wins. */
export function scalesToWrite(
  context: LedgerContext,
  units: readonly string[],
  entries: readonly Entry[],
): readonly LedgerDocument[] {
  const isFirst = (unit: string) =>
    !context.knownScales.has(unit) && entries.some(({ postings }) => postings.some((posting) => posting.unit === unit));
  return units.filter(isFirst).map((id) => {
    return { type: 'unit', id, version: 1, body: { schemaVersion: 1, scale: context.units[id]!.scale } };
  });
}
