import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { certificateReference } from '../audit/certificate.ts';
import type { Where } from '../audit/filter.ts';
import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { type EngagementDefinition, type EngagementItem, parseDefinition } from '../definition/schema.ts';
import { type ItemAnswers, respondentsOf } from './answers.ts';
import { censoredShare, coarsen } from './coarsen.ts';
import type { RefusedRelease } from './favourability.ts';
import { answersIn } from './group.ts';

/** A released index, 0 to 100, with its parts in the explanation and what is unknown. */
export interface ReleasedIndex {
  readonly ok: true;
  readonly index: number | null;
  /** Share of the definition's weight that has answers. */
  readonly coverage: number;
  readonly missing: readonly { readonly id: string; readonly reason: 'not-asked' | 'context-not-asked' }[];
  /** Favourable shares of context items, such as the load: shown beside the indicators that need them. */
  readonly context: Readonly<Record<string, number>>;
  readonly explanation: Explanation;
  readonly audit: AuditState;
}

/**
 * Releases the engagement index of a group: the weighted mean of its items' released favourable shares, in points, or
 * refuses. It is made of released shares alone, so it says nothing that they do not. An item without answers is
 * unknown and its weight is shared by the others; an indicator that needs a context item beside it is unknown where
 * that was not asked.
 *
 * @throws InvalidInputError as `releaseFavourability`, and as `parseDefinition`
 * @example
 * ```ts
 * import { defaultDefinition, openAudit, releaseEngagementIndex } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 10 }, (_, i) => ({ respondent: `r${i}` }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const trust = Object.fromEntries(roster.map((entry, i) => [entry.respondent, i < 8 ? 4 : 2]));
 * const released = releaseEngagementIndex({ audit, definition: defaultDefinition, answers: { trust }, where: {} });
 * released.ok && released.index; // 80
 * ```
 */
export function releaseEngagementIndex(options: {
  readonly audit: AuditState;
  readonly definition: EngagementDefinition;
  readonly answers: Readonly<Record<string, ItemAnswers>>;
  readonly where: Where;
}): ReleasedIndex | RefusedRelease {
  const { audit, answers, where } = options;
  const definition = parseDefinition(options.definition);
  const asked = (id: string) =>
    Object.hasOwn(answers, id) && Object.values(answers[id]!).some((value) => value !== null);
  const items = definition.dimensions.flatMap((dimension) =>
    dimension.indicators.flatMap((indicator) => indicator.items),
  );
  const ids = [...items, ...definition.context].map((item) => item.id).filter(asked);
  const decision = auditQuery({
    audit,
    query: { where, items: ids.map((id) => ({ id, respondents: respondentsOf(answers[id]!, definition.scale) })) },
  });
  if (!decision.ok) return decision;
  const shareOf = (id: string) => {
    const values = answersIn(audit, where, answers[id]!);
    const favourable = values.filter((value) => value >= definition.scale.favourableFrom).length;
    return coarsen('share', censoredShare(favourable, values.length));
  };
  const missing: { readonly id: string; readonly reason: 'not-asked' | 'context-not-asked' }[] = [];
  const leaf = (item: EngagementItem, besideMissing: boolean): Explanation => {
    const reason = !asked(item.id) ? 'not-asked' : besideMissing ? 'context-not-asked' : null;
    const base = { key: item.id, label: item.text, weight: item.weight, unit: 'percent' };
    if (reason !== null) {
      missing.push({ id: item.id, reason });
      return given({ ...base, value: null, unknown: { reason } });
    }
    const share = shareOf(item.id);
    const points = Math.round(100 * (item.direction === 'more' ? share : 1 - share));
    return given({ ...base, value: points, sources: [certificateReference(decision.audit)] });
  };
  const mean = { name: 'weighted-mean', version: 1 };
  const explanation = explain({
    key: definition.id,
    unit: 'points',
    operation: { ...mean, rounding: { decimals: 0, mode: 'half-up' } },
    children: definition.dimensions.map((dimension) =>
      explain({
        key: dimension.id,
        label: dimension.name,
        weight: dimension.weight,
        operation: mean,
        children: dimension.indicators.map((indicator) =>
          explain({
            key: indicator.id,
            label: indicator.name,
            weight: indicator.weight,
            operation: mean,
            children: indicator.items.map((item) =>
              leaf(item, indicator.beside !== undefined && !asked(indicator.beside)),
            ),
          }),
        ),
      }),
    ),
  });
  return {
    ok: true,
    index: explanation.value === null ? null : Number(explanation.value),
    coverage: coverageOf(explanation),
    missing,
    context: Object.fromEntries(
      definition.context.filter((item) => asked(item.id)).map((item) => [item.id, shareOf(item.id)]),
    ),
    explanation,
    audit: decision.audit,
  };
}

function coverageOf(term: Explanation): number {
  const children = term.children ?? [];
  if (children.length === 0) return term.value === null ? 0 : 1;
  let [known, total] = [0, 0];
  for (const child of children) {
    known += (child.weight ?? 1) * coverageOf(child);
    total += child.weight ?? 1;
  }
  return known / total;
}
