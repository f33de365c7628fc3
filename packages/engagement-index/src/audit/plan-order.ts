import type { Random } from '@meritkit/core/random';
import { peopleWhere } from './filter.ts';
import { countPeople } from './people-set.ts';
import type { PlannedView } from './plan.ts';
import type { PlanRun } from './plan-run.ts';
import type { AuditState } from './state.ts';

/** What an order taught fades by this share with every order after it. */
const MEMORY = 0.9;
/** Penalties within this distance of each other come in a random order. */
const NOISE = 0.3;

/** Lays the blame for every withheld view on the views that it and they cannot stand beside, in equal parts. Internal. */
export function blame(penalties: Map<string, number>, result: Pick<PlanRun, 'conflicts'>): void {
  for (const [id, penalty] of penalties) penalties.set(id, penalty * MEMORY);
  for (const conflict of result.conflicts) {
    for (const id of conflict) penalties.set(id, (penalties.get(id) ?? 0) + 1 / conflict.length);
  }
}

/** The order to try: by size at first, then the best one with withheld views in front or the views of least penalty. Internal. */
export function nextOrder(
  attempt: number,
  known: {
    readonly audit: AuditState;
    readonly open: readonly PlannedView[];
    readonly fixed: readonly PlannedView[];
    readonly penalties: ReadonlyMap<string, number>;
    readonly best: Pick<PlanRun, 'order' | 'withheld'>;
    readonly random: Random;
  },
): readonly PlannedView[] {
  const { audit, open, fixed, penalties, best, random } = known;
  if (attempt === 0) return sortedBy(open, (view) => -countPeople(peopleWhere(audit.answers, view.where)));
  if (attempt % 3 === 0) return promoted(best.order.slice(fixed.length), best.withheld, random);
  return sortedBy(open, (view) => (penalties.get(view.id) ?? 0) + NOISE * random.next());
}

function sortedBy(views: readonly PlannedView[], keyOf: (view: PlannedView) => number): readonly PlannedView[] {
  return views
    .map((view) => ({ view, key: keyOf(view) }))
    .sort((first, second) => first.key - second.key)
    .map(({ view }) => view);
}

/** The order with one withheld view, and sometimes a second, moved to the front. */
function promoted(
  order: readonly PlannedView[],
  withheld: readonly { readonly id: string }[],
  random: Random,
): readonly PlannedView[] {
  const chosen = new Set([random.pick(withheld).id, ...(random.next() < 0.5 ? [random.pick(withheld).id] : [])]);
  return [...order.filter((view) => chosen.has(view.id)), ...order.filter((view) => !chosen.has(view.id))];
}
