import type { WorkPart } from './parts.ts';
import { type FreePool, freeBetween } from './pool.ts';
import { transport } from './transport.ts';

/** The micro-hours that would be placed if there were as much of some parts as anyone could want. */
export function mostThatFits(pool: FreePool, own: readonly WorkPart[], parts: readonly WorkPart[]): number {
  const { first, days } = pool;
  let all = 0;
  for (let group = 0; group < pool.members.length; group += 1) all += freeBetween(pool, group, first, first + days);
  const raised = parts.map((part) => (own.includes(part) ? { ...part, units: part.units + all } : part));
  return transport({ pool, parts: raised }).placedUnits;
}
