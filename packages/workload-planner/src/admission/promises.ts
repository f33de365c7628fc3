import { toHours } from '../time/hours.ts';
import type { WorkPart } from './parts.ts';
import type { FreePool } from './pool.ts';
import { transport } from './transport.ts';

/** A demand promised before that cannot be kept, whatever is asked now. */
export interface BrokenPromise {
  readonly demandId: string;
  /** Hours it lacks by its deadline; null where not hours are missing but the order of its items takes too long. */
  readonly missingHours: number | null;
}

/** Work with what cannot be kept anyway taken out, and whose it is. */
export interface KeepableWork {
  readonly parts: readonly WorkPart[];
  readonly broken: readonly BrokenPromise[];
}

/**
 * Cuts work promised before down to what fits without the demand that is asked about, so that this one is refused only
 * for what it makes worse. Exact: a flow that places so much of the promises can be augmented by the demand whenever both
 * fit, because augmenting never takes back what leaves the source.
 *
 * @param options.pool knows these parts, in this order
 */
export function keepableWork(options: {
  readonly pool: FreePool;
  readonly parts: readonly WorkPart[];
  readonly demandId: string;
}): KeepableWork {
  const { pool, parts, demandId } = options;
  const isOwn = (part: WorkPart) => part.demandId === demandId;
  if (parts.every(isOwn)) return { parts, broken: [] };
  const { missingUnits, shipments } = transport({
    pool,
    parts: parts.map((part) => (isOwn(part) ? { ...part, units: 0 } : part)),
  });
  if (missingUnits === 0) return { parts, broken: [] };
  const placed = new Float64Array(parts.length);
  for (const { part, units } of shipments) placed[part] = placed[part]! + units;
  const missing = new Map<string, number>();
  const kept = parts.map((part, index) => {
    const lacks = isOwn(part) ? 0 : part.units - placed[index]!;
    if (lacks === 0) return part;
    missing.set(part.demandId, (missing.get(part.demandId) ?? 0) + lacks);
    return { ...part, units: placed[index]! };
  });
  const broken = [...missing].map(([id, units]) => ({ demandId: id, missingHours: toHours(units) }));
  return { parts: kept, broken };
}
