import { invalidInput } from '@meritkit/core/errors';
import type { FeedbackPolicy, Rating } from './schema.ts';

/** Refuses a policy under which a mean would say nothing. */
export function checkPolicy(policy: FeedbackPolicy): void {
  const broken = (path: readonly (string | number)[], message: string) =>
    invalidInput('performance/invalid-feedback-policy', ['policy', ...path], message);
  const { minimum, maximum } = policy.scale;
  if (!(Number.isFinite(minimum) && Number.isFinite(maximum) && minimum < maximum)) {
    throw broken(['scale'], `from ${minimum} to ${maximum} is no scale`);
  }
  const ids = new Set<string>();
  for (const [index, group] of policy.groups.entries()) {
    const path = ['groups', index];
    if (ids.has(group.id)) throw broken([...path, 'id'], `"${group.id}" stands twice`);
    ids.add(group.id);
    if (!(group.weight > 0 && Number.isFinite(group.weight))) {
      throw broken([...path, 'weight'], `a weight is a number above zero, not ${group.weight}`);
    }
    if (!(Number.isInteger(group.minimumRaters) && group.minimumRaters >= 1)) {
      throw broken([...path, 'minimumRaters'], `at least one rater, a whole number, not ${group.minimumRaters}`);
    }
  }
  if (policy.selfGroup !== undefined && !ids.has(policy.selfGroup)) {
    throw broken(['selfGroup'], `no rater group "${policy.selfGroup}"`);
  }
}

/** Refuses ratings that the policy has no place for. */
export function checkRatings(ratings: readonly Rating[], policy: FeedbackPolicy): void {
  const groups = new Set(policy.groups.map((group) => group.id));
  const { minimum, maximum } = policy.scale;
  const seen = new Set<string>();
  for (const [index, rating] of ratings.entries()) {
    const path = ['ratings', index];
    if (!groups.has(rating.group))
      throw invalidInput('performance/unknown-group', [...path, 'group'], `no rater group "${rating.group}"`);
    if (!(rating.value >= minimum && rating.value <= maximum)) {
      throw invalidInput(
        'performance/rating-out-of-scale',
        [...path, 'value'],
        `${rating.value} is not between ${minimum} and ${maximum}`,
      );
    }
    const self = rating.rater === rating.ratee;
    if (self !== (rating.group === policy.selfGroup)) {
      const words = self
        ? `"${rating.rater}" rates themselves as ${rating.group}`
        : `"${rating.rater}" is not "${rating.ratee}"`;
      throw invalidInput('performance/self-as-peer', [...path, 'group'], words);
    }
    const key = JSON.stringify([rating.ratee, rating.rater, rating.item ?? null]);
    if (seen.has(key))
      throw invalidInput('performance/duplicate-rating', path, `"${rating.rater}" rated "${rating.ratee}" twice`);
    seen.add(key);
  }
}
