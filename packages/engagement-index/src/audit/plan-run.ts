import { peopleWhere } from './filter.ts';
import type { PlannedView } from './plan.ts';
import { type AuditedItem, auditSets, partsOf } from './query.ts';
import type { AuditState } from './state.ts';

/** What came of asking for views in one order. Internal. */
export interface PlanRun {
  readonly order: readonly PlannedView[];
  readonly published: readonly string[];
  readonly withheld: readonly { readonly id: string; readonly code: string }[];
  readonly weight: number;
  /** For every view withheld beside others: it, and the published views it would not stand beside. */
  readonly conflicts: readonly (readonly string[])[];
  readonly audit: AuditState;
}

/** Asks for views one after another. Internal. */
export function runPlan(opened: AuditState, order: readonly PlannedView[], items: readonly AuditedItem[]): PlanRun {
  let audit = opened;
  let weight = 0;
  const published: string[] = [];
  const withheld: { readonly id: string; readonly code: string }[] = [];
  const conflicts: (readonly string[])[] = [];
  const owners: (string | null)[] = opened.answers.sets.map(() => null);
  for (const view of order) {
    const parts = partsOf(audit, peopleWhere(audit.answers, view.where), items);
    const { decision, against } = auditSets({ audit, where: view.where, parts });
    audit = decision.audit;
    if (decision.ok) {
      published.push(view.id);
      weight += view.weight ?? 1;
      while (owners.length < audit.answers.sets.length) owners.push(view.id);
    } else {
      withheld.push({ id: view.id, code: decision.rejection.code });
      const others = against.flatMap((set) => owners[set] ?? []);
      if (others.length > 0) conflicts.push([view.id, ...new Set(others)]);
    }
  }
  return { order, published, withheld, weight, conflicts, audit };
}
