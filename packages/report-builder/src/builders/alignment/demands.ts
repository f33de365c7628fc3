import type { Source } from '../../document/metric.ts';
import type { Message, ReportPeriod } from '../../document/text.ts';
import type { Draft } from '../../draft/draft.ts';
import type { Demand } from './schema.ts';

function isDelivered(demand: Demand, asOf: string): boolean {
  return demand.deliveredOn !== null && demand.deliveredOn <= asOf;
}

/** Delivered after its deadline, or past it and not delivered. */
export function isLate(demand: Demand, asOf: string): boolean {
  return isDelivered(demand, asOf) ? demand.deliveredOn! > demand.deadline : demand.deadline < asOf;
}

/** Delivered, or past its deadline. */
export function isDue(demand: Demand, asOf: string): boolean {
  return isDelivered(demand, asOf) || demand.deadline < asOf;
}

/** The demand's own records. */
export function sourcesOf(demand: Demand): readonly Source[] {
  return demand.sources ?? [{ system: 'demand', ref: demand.id }];
}

/** A count of demands, with their records. */
export function countDemands(
  draft: Draft,
  counted: {
    readonly id: string;
    readonly label: Message;
    readonly demands: readonly Demand[];
    readonly period?: ReportPeriod;
  },
): string {
  const { demands, ...rest } = counted;
  const value = String(demands.length);
  return draft.metric({ ...rest, value, formula: 'demands', n: demands.length, sources: demands.flatMap(sourcesOf) });
}
