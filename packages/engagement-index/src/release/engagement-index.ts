import { reject } from '@meritkit/core/errors';
import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { certificateReference } from '../audit/certificate.ts';
import type { Where } from '../audit/filter.ts';
import { auditQuery } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { type EngagementDefinition, type EngagementItem, parseDefinition } from '../definition/schema.ts';
import { partOf, unknownItem } from '../definition/unknown-item.ts';
import { checkInvited, type ItemAnswers, respondentsOf } from './answers.ts';
import { coarsen } from './coarsen.ts';
import { type InvitedBelowAnswered, type RefusedRelease, type ReleasedShare, releasedShare } from './favourability.ts';
import { answersIn } from './group.ts';

/**
 * Why an item has no share: it was not asked; it was, and nobody in the whole survey answered it; or the same of the context
 * item that it may not be shown without.
 */
export type MissingReason = 'not-asked' | 'not-answered' | 'context-not-asked' | 'context-not-answered';

/** A released index, 0 to 100, with its parts in the explanation and what is unknown. */
export interface ReleasedIndex {
  readonly ok: true;
  readonly index: number | null;
  /** The score of each dimension, 0 to 100; null where nothing in it was answered. */
  readonly dimensions: Readonly<Record<string, number | null>>;
  /** The share of favourable answers to every item that was answered, context items among them. */
  readonly items: Readonly<Record<string, ReleasedShare>>;
  /** Share of the definition's weight that has answers. */
  readonly coverage: number;
  /** The items without a share, by item id, and why. Their words are in the catalogue as `unknown/<reason>`. */
  readonly missing: readonly { readonly id: string; readonly reason: MissingReason }[];
  /** Favourable shares of context items, such as the load: shown beside the indicators that need them. */
  readonly context: Readonly<Record<string, number>>;
  readonly explanation: Explanation;
  readonly audit: AuditState;
}

/**
 * Releases the engagement index of a group: the weighted mean of its items' released favourable shares, in points, or
 * refuses. It is made of released shares alone, so it says nothing that they do not. An item without answers is
 * unknown and its weight is shared by the others; an indicator that needs a context item beside it is unknown where
 * that has none. An item that `answers` names was asked, with answers or without; one that it does not name was not. With
 * `invited`, how many of the group were asked, the items' intervals are narrowed for it.
 *
 * @throws InvalidInputError as `releaseFavourability`, and as `parseDefinition`; `engagement/unknown-item` for answers to
 * an indicator or a dimension, which have none of their own (other ids are left aside: a survey may ask more)
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
  readonly invited?: number;
}): ReleasedIndex | RefusedRelease | InvitedBelowAnswered {
  const { audit, answers, where, invited } = options;
  const definition = parseDefinition(options.definition);
  if (invited !== undefined) checkInvited(invited);
  checkAnswersToItems(definition, answers);
  const ids = answeredItems(definition, answers);
  const decision = auditQuery({
    audit,
    query: { where, items: ids.map((id) => ({ id, respondents: respondentsOf(answers[id]!, definition.scale) })) },
  });
  if (!decision.ok) return decision;
  if (invited !== undefined && decision.answered.some((count) => invited < count)) {
    return { ...reject('engagement/invited-below-answered', {}), audit: decision.audit };
  }
  const population = invited === undefined ? {} : { population: invited };
  const items = Object.fromEntries(
    ids.map((id) => {
      const values = answersIn(audit, where, answers[id]!);
      return [id, releasedShare({ values, scale: definition.scale, ...population })];
    }),
  );
  const isAsked = (id: string) => Object.hasOwn(answers, id);
  const { explanation, missing } = explainIndex({ definition, items, isAsked, audit: decision.audit });
  return {
    ok: true,
    index: explanation.value === null ? null : Number(explanation.value),
    dimensions: Object.fromEntries((explanation.children ?? []).map((term) => [term.key, pointsOf(term)])),
    items,
    coverage: coverageOf(explanation),
    missing,
    context: Object.fromEntries(
      definition.context.flatMap(({ id }) => (Object.hasOwn(items, id) ? [[id, items[id]!.favourable]] : [])),
    ),
    explanation,
    audit: decision.audit,
  };
}

/** The items of a definition that somebody answered. */
function answeredItems(
  definition: EngagementDefinition,
  answers: Readonly<Record<string, ItemAnswers>>,
): readonly string[] {
  return itemsOf(definition).filter(
    (id) => Object.hasOwn(answers, id) && Object.values(answers[id]!).some((value) => value !== null),
  );
}

/** An indicator's id easily passes for its item's; its answers would vanish and the item would read as not asked. */
function checkAnswersToItems(definition: EngagementDefinition, answers: Readonly<Record<string, ItemAnswers>>): void {
  const items = new Set(itemsOf(definition));
  for (const id of Object.keys(answers)) {
    if (!items.has(id) && partOf(definition, id) !== null) throw unknownItem(definition, id, ['answers', id]);
  }
}

function itemsOf(definition: EngagementDefinition): readonly string[] {
  const items = definition.dimensions.flatMap((dimension) =>
    dimension.indicators.flatMap((indicator) => indicator.items),
  );
  return [...items, ...definition.context].map((item) => item.id);
}

type Missing = ReleasedIndex['missing'][number];

/** The index as a tree of weighted means over released shares, and the items it has to do without. */
function explainIndex(options: {
  readonly definition: EngagementDefinition;
  readonly items: Readonly<Record<string, ReleasedShare>>;
  readonly isAsked: (id: string) => boolean;
  readonly audit: AuditState;
}): { readonly explanation: Explanation; readonly missing: readonly Missing[] } {
  const { definition, items, isAsked, audit } = options;
  const silence = (id: string) => (Object.hasOwn(items, id) ? null : isAsked(id) ? 'not-answered' : 'not-asked');
  const missing: Missing[] = [];
  const leaf = (item: EngagementItem, beside: string | undefined): Explanation => {
    const besideSilence = beside === undefined ? null : silence(beside);
    const reason = silence(item.id) ?? (besideSilence === null ? null : (`context-${besideSilence}` as const));
    const base = { key: item.id, label: item.text, weight: item.weight, unit: 'percent' };
    if (reason !== null) {
      missing.push({ id: item.id, reason });
      return given({ ...base, value: null, unknown: { reason } });
    }
    const share = items[item.id]!.favourable;
    const points = Math.round(100 * (item.direction === 'more' ? share : 1 - share));
    return given({ ...base, value: points, sources: [certificateReference(audit)] });
  };
  const mean = { name: 'weighted-mean', version: 1 };
  const dimensions = definition.dimensions.map((dimension) => {
    const indicators = dimension.indicators.map((indicator) => {
      const children = indicator.items.map((item) => leaf(item, indicator.beside));
      return explain({
        key: indicator.id,
        label: indicator.name,
        weight: indicator.weight,
        operation: mean,
        children,
      });
    });
    const { id: key, name: label, weight } = dimension;
    return explain({ key, label, weight, operation: mean, children: indicators });
  });
  const rounded = { ...mean, rounding: { decimals: 0, mode: 'half-up' as const } };
  const explanation = explain({ key: definition.id, unit: 'points', operation: rounded, children: dimensions });
  return { explanation, missing };
}

function pointsOf(term: Explanation): number | null {
  return term.value === null ? null : coarsen('score', Number(term.value));
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
