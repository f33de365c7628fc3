import { invalidInput } from '@meritkit/core/errors';
import type { PlannedView } from '../audit/plan.ts';

/** Names under which the audit knows respondents and invited people themselves. */
const reserved: ReadonlySet<string> = new Set(['respondent', 'person', '__proto__']);

/**
 * Refuses attributes and a plan that a survey could be drafted with and never closed: what the audit throws at the close
 * comes too late, when people have answered. Internal.
 */
export function checkRules(attributes: readonly string[], plan: readonly PlannedView[]): void {
  attributes.forEach((name, index) => {
    const path = ['attributes', index];
    if (typeof name !== 'string' || name.trim() === '')
      throw invalidInput('core/invalid-input', path, 'an attribute has a name');
    if (reserved.has(name)) throw invalidInput('engagement/reserved-attribute', path, `"${name}" is reserved`);
    if (attributes.indexOf(name) < index) throw invalidInput('core/invalid-input', path, `"${name}" is there twice`);
  });
  const views = plan.map(({ id }) => id);
  plan.forEach(({ id, where, weight = 1 }, index) => {
    const path = ['plan', index];
    if (views.indexOf(id) < index)
      throw invalidInput('engagement/duplicate-view', [...path, 'id'], `"${id}" is there twice`);
    if (!(Number.isFinite(weight) && weight > 0))
      throw invalidInput('core/invalid-input', [...path, 'weight'], 'a number above 0');
    for (const name of Object.keys(where)) {
      if (attributes.includes(name)) continue;
      throw invalidInput('engagement/unknown-attribute', [...path, 'where', name], 'the survey does not declare it');
    }
  });
}
