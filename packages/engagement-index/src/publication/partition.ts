import { coarsen } from '../release/coarsen.ts';
import type { ReleasedShare } from '../release/favourability.ts';
import type { Survey } from '../survey/survey.ts';
import { shrinkShares } from '../weighting/shrink.ts';
import { type ReweightedShare, reweightShare } from './non-response.ts';

/** A view that was released, with the shares it shows. Internal. */
interface Released {
  readonly id: string;
  readonly shown: { readonly items: Readonly<Record<string, ReleasedShare>> };
}

interface Split {
  readonly attribute: string;
  readonly groups: readonly (Released & { readonly value: string })[];
}

/** True for the view of everyone. Internal. */
export function isCompany(survey: Survey, id: string): boolean {
  const view = survey.plan.find((one) => one.id === id);
  return view !== undefined && Object.keys(view.where).length === 0;
}

/** Released views that name one value of one attribute, by attribute: they never overlap. */
function splitsOf(survey: Survey, released: readonly Released[]): readonly Split[] {
  return survey.attributes.map((attribute) => ({
    attribute,
    groups: released.flatMap((one) => {
      const where = Object.entries(survey.plan.find((view) => view.id === one.id)?.where ?? {});
      const [name, value] = where[0] ?? [];
      return where.length === 1 && name === attribute && !Array.isArray(value)
        ? [{ ...one, value: String(value) }]
        : [];
    }),
  }));
}

/** For every view of a split of two groups or more, its items' shares drawn towards the split's mean. Internal. */
export function shrinkItems(options: {
  readonly survey: Survey;
  readonly released: readonly Released[];
}): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const found = new Map<string, Record<string, number>>();
  for (const { groups } of splitsOf(options.survey, options.released)) {
    const items = new Set(groups.flatMap(({ shown }) => Object.keys(shown.items)));
    for (const item of items) {
      const counts = groups.flatMap(({ id, shown }) => {
        const share = shown.items[item];
        return share === undefined
          ? []
          : [{ id, favourable: share.favourable * share.answered, answered: share.answered }];
      });
      if (counts.length < 2) continue;
      for (const { id, shrunk } of shrinkShares({ groups: counts })) {
        found.set(id, { ...found.get(id), [item]: coarsen('share', shrunk) });
      }
    }
  }
  return found;
}

/** The company's items reweighted by every attribute whose invited categories were all released. Internal. */
export function reweightItems(options: {
  readonly survey: Survey;
  readonly released: readonly Released[];
}): Readonly<Record<string, Readonly<Record<string, ReweightedShare>>>> {
  const { survey, released } = options;
  const company = released.find(({ id }) => isCompany(survey, id));
  const margins = survey.invitedIn?.attributes ?? {};
  const reweighted: Record<string, Record<string, ReweightedShare>> = {};
  if (company === undefined) return reweighted;
  for (const { attribute, groups } of splitsOf(survey, released)) {
    const invited = margins[attribute] ?? {};
    const values = Object.keys(invited);
    if (values.length < 2 || !values.every((value) => groups.some((group) => group.value === value))) continue;
    const items = Object.entries(company.shown.items).flatMap(([item, whole]) => {
      const parts = groups.flatMap(({ value, shown }) => {
        const share = shown.items[item];
        return share === undefined ? [] : [{ categories: { [attribute]: value }, ...share }];
      });
      const everyone = parts.reduce((sum, part) => sum + part.answered, 0) === whole.answered;
      if (!everyone) return [];
      return [[item, reweightShare({ groups: parts, invited: { [attribute]: invited } })] as const];
    });
    if (items.length > 0) reweighted[attribute] = Object.fromEntries(items);
  }
  return reweighted;
}
