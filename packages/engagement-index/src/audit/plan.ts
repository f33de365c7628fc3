import { invalidInput } from '@meritkit/core/errors';
import { createRandom } from '@meritkit/core/random';
import type { Where } from './filter.ts';
import { blame, nextOrder } from './plan-order.ts';
import { runPlan } from './plan-run.ts';
import type { AuditedItem } from './query.ts';
import type { AuditState } from './state.ts';

/** A view someone will want at the close: a group, and how much it matters beside the others (1 unless told). */
export interface PlannedView {
  readonly id: string;
  readonly where: Where;
  readonly weight?: number;
  /** Released before anything else, in the order given: the company's own total, usually. */
  readonly first?: boolean;
}

/** A release plan: what will be shown, in which order, and what stays closed. */
export interface ReleasePlan {
  readonly order: readonly string[];
  readonly published: readonly string[];
  readonly withheld: readonly { readonly id: string; readonly code: string }[];
  /** Weight published by this order, and by the order in which the views were named. */
  readonly publishedWeight: number;
  readonly namedOrderWeight: number;
  readonly audit: AuditState;
}

/**
 * Finds the order of views that publishes most, from sets alone, before any answer is looked at. Orders by name and by
 * size come first. Every order then teaches which views stand against which: a view that others keep running into gets
 * a penalty, and the next order puts the views of least penalty first; every third takes the best order so far and
 * moves withheld views to its front. The search is seeded, `attempts` orders long (24 unless told), and its result is
 * what the survey releases at its close; questions of the day come after it.
 *
 * @throws InvalidInputError `engagement/duplicate-view`, `engagement/unknown-attribute`
 * @example
 * ```ts
 * import { openAudit, planReleases } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, team: i < 6 ? 'a' : 'b' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const views = [{ id: 'a', where: { team: 'a' } }, { id: 'b', where: { team: 'b' } }, { id: 'all', where: {} }];
 * planReleases({ audit, views, items: [{ id: 'trust' }], seed: 1 }).published; // ['a', 'b', 'all']
 * ```
 */
export function planReleases(options: {
  readonly audit: AuditState;
  readonly views: readonly PlannedView[];
  readonly items: readonly AuditedItem[];
  readonly seed: number | string;
  readonly attempts?: number;
}): ReleasePlan {
  const { audit, views, items } = options;
  checkViews(views);
  const fixed = views.filter((view) => view.first === true);
  const open = views.filter((view) => view.first !== true);
  const run = (order: readonly PlannedView[]) => runPlan(audit, [...fixed, ...order], items);
  const random = createRandom(options.seed);
  const penalties = new Map<string, number>();
  const named = run(open);
  let best = named;
  blame(penalties, named);
  for (let attempt = 0; attempt < (options.attempts ?? 24) && best.withheld.length > 0; attempt += 1) {
    const result = run(nextOrder(attempt, { audit, open, fixed, penalties, best, random }));
    blame(penalties, result);
    if (result.weight > best.weight) best = result;
  }
  return {
    order: best.order.map((view) => view.id),
    published: best.published,
    withheld: best.withheld,
    publishedWeight: best.weight,
    namedOrderWeight: named.weight,
    audit: best.audit,
  };
}

function checkViews(views: readonly PlannedView[]): void {
  const ids = new Set<string>();
  views.forEach((view, index) => {
    if (ids.has(view.id))
      throw invalidInput('engagement/duplicate-view', ['views', index, 'id'], `"${view.id}" comes twice`);
    ids.add(view.id);
  });
}
