import { invalidInput } from '@meritkit/core/errors';
import { createRandom, type Random } from '@meritkit/core/random';
import { peopleWhere, type Where } from './filter.ts';
import { countPeople } from './people-set.ts';
import { type AuditedItem, auditQuery } from './query.ts';
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
 * Finds the order of views that publishes most, from sets alone, before any answer is looked at: by size, by name, the
 * best of `attempts` random orders, then by moving one withheld view to the front at a time. The search is seeded and
 * its result is what the survey releases at its close; questions of the day come after it.
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
  const ids = new Set<string>();
  views.forEach((view, index) => {
    if (ids.has(view.id))
      throw invalidInput('engagement/duplicate-view', ['views', index, 'id'], `"${view.id}" comes twice`);
    ids.add(view.id);
  });
  const fixed = views.filter((view) => view.first === true);
  const open = views.filter((view) => view.first !== true);
  const run = (order: readonly PlannedView[]) => runOrder(audit, [...fixed, ...order], items);
  const named = run(open);
  let best = named;
  const consider = (order: readonly PlannedView[]): void => {
    if (best.withheld.length === 0) return;
    const result = run(order);
    if (result.weight > best.weight) best = result;
  };
  const sizes = new Map(open.map((view) => [view.id, sizeOf(audit, view)]));
  const bySize = [...open].sort((first, second) => (sizes.get(second.id) ?? 0) - (sizes.get(first.id) ?? 0));
  consider(bySize);
  consider([...bySize].reverse());
  const random = createRandom(options.seed);
  const attempts = options.attempts ?? 12;
  for (let attempt = 0; attempt < attempts; attempt += 1) consider(random.shuffle(open));
  for (let attempt = 0; attempt < attempts * 2; attempt += 1) {
    if (best.withheld.length === 0) break;
    consider(promoted(best.order.slice(fixed.length), best.withheld, random));
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

interface OrderResult {
  readonly order: readonly PlannedView[];
  readonly published: readonly string[];
  readonly withheld: readonly { readonly id: string; readonly code: string }[];
  readonly weight: number;
  readonly audit: AuditState;
}

function runOrder(opened: AuditState, order: readonly PlannedView[], items: readonly AuditedItem[]): OrderResult {
  let audit = opened;
  let weight = 0;
  const published: string[] = [];
  const withheld: { readonly id: string; readonly code: string }[] = [];
  for (const view of order) {
    const decision = auditQuery({ audit, query: { where: view.where, items } });
    audit = decision.audit;
    if (decision.ok) {
      published.push(view.id);
      weight += view.weight ?? 1;
    } else withheld.push({ id: view.id, code: decision.rejection.code });
  }
  return { order, published, withheld, weight, audit };
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

function sizeOf(audit: AuditState, view: PlannedView): number {
  return countPeople(peopleWhere(audit.answers, view.where));
}
