import { invalidInput } from '@meritkit/core/errors';
import { MINIMUM_GROUP_FLOOR } from '../audit/state.ts';
import { wilsonShare } from '../intervals/wilson.ts';

/** A group's attributed participation and stated preference, as counts. */
export interface AudienceCounts {
  readonly groupId: string;
  readonly people: number;
  readonly participated: number;
  readonly preferences: Readonly<Record<string, number>>;
  /** How many stated a preference. */
  readonly stated: number;
}

/** What a group takes part in and asks for; null where fewer than the minimum stand behind it. */
export interface AudienceInsight {
  readonly groupId: string;
  readonly participation: { readonly share: number; readonly interval: readonly [number, number] } | null;
  readonly preferred: readonly {
    readonly option: string;
    readonly share: number;
    readonly interval: readonly [number, number];
  }[];
  readonly unknown: readonly ('participation' | 'preferences')[];
}

/**
 * Reads participation and preferences per group, each with its interval, most wanted first. A group that is shown has
 * five people or more, whatever is asked for.
 *
 * @throws InvalidInputError `engagement/threshold-too-low`, `engagement/impossible-count` with the path of the count
 * @example
 * ```ts
 * import { readAudience } from '@meritkit/engagement-index';
 *
 * const groups = [{ groupId: 'rd', people: 20, participated: 15, preferences: { quiz: 8 }, stated: 10 }];
 * readAudience({ groups, minimumGroup: 5 })[0]?.participation?.share; // 0.75
 * ```
 */
export function readAudience(options: {
  readonly groups: readonly AudienceCounts[];
  readonly minimumGroup: number;
}): readonly AudienceInsight[] {
  const { minimumGroup } = options;
  if (!Number.isSafeInteger(minimumGroup) || minimumGroup < MINIMUM_GROUP_FLOOR) {
    const problem = `a group has at least ${MINIMUM_GROUP_FLOOR} people, not ${minimumGroup}`;
    throw invalidInput('engagement/threshold-too-low', ['minimumGroup'], problem);
  }
  return options.groups.map((group, index) => {
    checkCounts(group, index);
    const enough = group.people >= minimumGroup;
    const told = group.stated >= minimumGroup;
    const shareOf = (count: number, total: number) => {
      const { lower, upper } = wilsonShare({ favourable: count, answered: total });
      return { share: count / total, interval: [lower, upper] as const };
    };
    return {
      groupId: group.groupId,
      participation: enough ? shareOf(group.participated, group.people) : null,
      preferred: told
        ? Object.entries(group.preferences)
            .map(([option, count]) => ({ option, ...shareOf(count, group.stated) }))
            .sort((left, right) => right.share - left.share || (left.option < right.option ? -1 : 1))
        : [],
      unknown: [...(enough ? [] : (['participation'] as const)), ...(told ? [] : (['preferences'] as const))],
    };
  });
}

/** Nobody takes part, states or prefers who is not there. */
function checkCounts(group: AudienceCounts, index: number): void {
  const counts = [
    { name: ['people'], value: group.people, most: Number.MAX_SAFE_INTEGER },
    { name: ['participated'], value: group.participated, most: group.people },
    { name: ['stated'], value: group.stated, most: group.people },
    ...Object.entries(group.preferences).map(([option, value]) => ({
      name: ['preferences', option],
      value,
      most: group.stated,
    })),
  ];
  for (const { name, value, most } of counts) {
    if (Number.isSafeInteger(value) && value >= 0 && value <= most) continue;
    const problem = `a whole number from 0 to ${most} is expected, not ${value}`;
    throw invalidInput('engagement/impossible-count', ['groups', index, ...name], problem);
  }
}
