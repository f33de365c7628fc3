import type { JsonObject } from '@meritkit/core/json';
import type { Actor, Page, PageRequest } from '@meritkit/core/ports';
import type { Allocation, Demand } from '../model/types.ts';
import type { DocumentType, PlannerDocument } from '../ports.ts';
import { checkPromises, type PromiseReport } from '../promises/check-promises.ts';
import type { Plan } from '../schedule/report.ts';
import { fromDay, toDay } from '../time/day.ts';
import { countingOf, todayOf } from './load.ts';
import { allDocuments, readAllocation, readDemand, readPlan } from './stored.ts';
import { type PlannerContext, record } from './write.ts';

/** Which allocations or demands are wanted, page by page; every given field must match. */
export interface PlannerListQuery {
  readonly actor: Actor;
  /** Allocations of this person; demands that name them as somebody who may do it. */
  readonly personId?: string;
  /** What has any of these days `[start, end)` in common. */
  readonly period?: { readonly start: string; readonly end: string };
  /** A page may hold fewer than its limit though others follow; the last one has no `nextCursor`. */
  readonly page: PageRequest;
}

export function listAllocations(context: PlannerContext, query: PlannerListQuery): Promise<Page<Allocation>> {
  return list(context, query, 'allocation', readAllocation, ({ start, end }) => ({ start, after: end }));
}

export function listDemands(context: PlannerContext, query: PlannerListQuery): Promise<Page<Demand>> {
  const afterDeadline = (deadline: string) => fromDay(toDay(deadline) + 1);
  return list(context, query, 'demand', readDemand, ({ start, deadline }) => ({
    start,
    after: afterDeadline(deadline),
  }));
}

async function list<Item>(
  context: PlannerContext,
  { actor, personId, period, page }: PlannerListQuery,
  type: DocumentType,
  read: (body: JsonObject) => Item,
  daysOf: (item: Item) => { readonly start: string; readonly after: string },
): Promise<Page<Item>> {
  for (const name of ['start', 'end'] as const) if (period !== undefined) toDay(period[name], ['period', name]);
  const subject = personId === undefined ? { type, id: 'all' } : { type: 'person', id: personId };
  await record(context, actor, `planner.${type}s.read`, subject);
  const person = personId === undefined ? {} : { personId };
  for (let { cursor } = page; ; ) {
    const found = await context.store.listDocuments({ type, ...person, page: { ...page, cursor } });
    const items = found.items
      .map(({ body }) => read(body))
      .filter((item) => {
        const { start, after } = daysOf(item);
        return period === undefined || (start < period.end && after > period.start);
      });
    // A page of nothing says nothing: the next may be the first that holds any.
    if (items.length > 0 || found.nextCursor === null) return { items, nextCursor: found.nextCursor };
    cursor = found.nextCursor;
  }
}

export async function readPromises(
  context: PlannerContext,
  { actor }: { readonly actor: Actor },
): Promise<PromiseReport> {
  const asOf = todayOf(context);
  await record(context, actor, 'planner.promises.read', { type: 'promises', id: asOf });
  const committed = (await allDocuments(context.store, 'demand')).map(({ body }) => readDemand(body));
  const allocations = (await allDocuments(context.store, 'allocation')).map(({ body }) => readAllocation(body));
  const ends = [...committed.map(({ deadline }) => fromDay(toDay(deadline) + 1)), ...allocations.map(({ end }) => end)];
  const end = ends.reduce((last, one) => (one > last ? one : last), fromDay(toDay(asOf) + 1));
  const { people, calendars = [] } = await context.people.readPeople({ start: asOf, end });
  return checkPromises({ team: { people, calendars, allocations }, committed, asOf, ...countingOf(context) });
}

export async function readPublishedPlan(
  context: PlannerContext,
  { actor, planId }: { readonly actor: Actor; readonly planId: string },
): Promise<Plan | null> {
  await record(context, actor, 'planner.plan.read', { type: 'plan', id: planId });
  const found = await context.store.getDocument({ type: 'plan', id: planId });
  return found === null ? null : readPlan(found.body);
}

/** Everything stored that names a person, as it lies there. */
export async function exportPerson(
  context: PlannerContext,
  { actor, personId }: { readonly actor: Actor; readonly personId: string },
): Promise<{ readonly personId: string; readonly documents: readonly PlannerDocument[] }> {
  await record(context, actor, 'planner.person.exported', { type: 'person', id: personId });
  const types: readonly DocumentType[] = ['allocation', 'demand', 'plan'];
  const found = await Promise.all(types.map((type) => allDocuments(context.store, type, personId)));
  return { personId, documents: found.flat() };
}
