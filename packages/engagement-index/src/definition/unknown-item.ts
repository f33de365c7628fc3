import { type InvalidInputError, invalidInput } from '@meritkit/core/errors';
import type { EngagementDefinition } from './schema.ts';

/** The ids of the items of a dimension or an indicator, and which of the two it is; null for an id that is neither. */
export function partOf(
  definition: EngagementDefinition,
  id: string,
): { readonly kind: 'dimension' | 'indicator'; readonly items: readonly string[] } | null {
  for (const dimension of definition.dimensions) {
    const indicator = dimension.indicators.find((one) => one.id === id);
    if (indicator !== undefined) return { kind: 'indicator', items: indicator.items.map((item) => item.id) };
    if (dimension.id !== id) continue;
    const items = dimension.indicators.flatMap((one) => one.items.map((item) => item.id));
    return { kind: 'dimension', items };
  }
  return null;
}

/** The error for an id that is no item's. Whoever named an indicator or a dimension is told its items. */
export function unknownItem(
  definition: EngagementDefinition,
  id: string,
  path: readonly (string | number)[],
): InvalidInputError {
  const part = partOf(definition, id);
  const message =
    part === null
      ? `the survey does not ask "${id}"`
      : `"${id}" is ${part.kind === 'indicator' ? 'an indicator' : 'a dimension'}, not an item; its items are ${part.items.join(', ')}`;
  return invalidInput('engagement/unknown-item', path, message);
}
