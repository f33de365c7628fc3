import { parseInstant } from '../dates/instant.ts';
import { canonicalJson } from '../json/index.ts';
import type { Fact } from './fact.ts';

/**
 * Whether a fact replaces another of the same id: a higher revision does, and between two texts of one revision the order of arrival must not decide.
 *
 * @example
 * ```ts
 * import { createFact, supersedes } from '@meritkit/core/facts';
 *
 * const worked = (ref: string, personId: string, quantity: string) => createFact({
 *   personId, kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', source: { system: 'jira', ref },
 * });
 * supersedes({ ...worked('1', 'lin', '3'), revision: 1 }, worked('1', 'lin', '2')); // true
 * ```
 */
export function supersedes(candidate: Fact, present: Fact): boolean {
  if (candidate.revision !== present.revision) return candidate.revision > present.revision;
  return candidate !== present && canonicalJson(candidate) > canonicalJson(present);
}

/**
 * The facts that hold: of each id the highest revision, without those retracted, ordered by time and then id. Neither
 * order nor repetition of the input matters.
 *
 * @example
 * ```ts
 * import { createFact, latestRevisions } from '@meritkit/core/facts';
 *
 * const worklog = (revision: number, quantity: string) => createFact({
 *   personId: 'lin', kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', revision,
 *   source: { system: 'jira', ref: 'worklog-7' },
 * });
 * latestRevisions([worklog(2, '3'), worklog(1, '2'), worklog(2, '3')]).map((fact) => fact.quantity); // ['3']
 * ```
 */
export function latestRevisions(facts: Iterable<Fact>): readonly Fact[] {
  const latest = new Map<string, Fact>();
  for (const fact of facts) {
    const present = latest.get(fact.id);
    if (present === undefined || supersedes(fact, present)) latest.set(fact.id, fact);
  }
  return sortFacts([...latest.values()].filter((fact) => fact.retracted !== true));
}

/**
 * Facts in the order of time, those of one instant by id.
 *
 * @example
 * ```ts
 * import { createFact, sortFacts } from '@meritkit/core/facts';
 *
 * const worked = (ref: string, personId: string, quantity: string) => createFact({
 *   personId, kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', source: { system: 'jira', ref },
 * });
 * const late = { ...worked('1', 'lin', '2'), at: '2026-11-21T00:00:00Z' };
 * sortFacts([late, worked('2', 'lin', '2')]).map((fact) => fact.source.ref); // ['2', '1']
 * ```
 */
export function sortFacts(facts: readonly Fact[]): readonly Fact[] {
  return facts
    .map((fact) => ({ fact, at: parseInstant(fact.at) }))
    .sort((left, right) => left.at - right.at || (left.fact.id < right.fact.id ? -1 : 1))
    .map(({ fact }) => fact);
}
