import { activityCalls } from './service/activities.ts';
import { awardCalls } from './service/awards.ts';
import type { EngagementPorts } from './service/context.ts';
import { helpBoardCalls } from './service/help-board.ts';
import { issueCalls } from './service/issues.ts';
import { personCalls } from './service/people.ts';
import { publicationCalls } from './service/publications.ts';
import { questionCalls } from './service/questions.ts';
import { surveyCalls } from './service/surveys.ts';

/**
 * The engagement service over a store: surveys, issues, activities, the help board, awards, and the attributed lane of people. Commands carry
 * an idempotency key and an actor; only `surveys.answer` takes neither, since nothing may stand beside an answer.
 *
 * @example
 * ```ts
 * import { createEngagement } from '@meritkit/engagement-index';
 * import { createMemoryEngagementStore } from '@meritkit/engagement-index/memory';
 *
 * let count = 0;
 * const nextId = () => `id-${String((count += 1)).padStart(16, '0')}`;
 * const engagement = createEngagement({
 *   store: createMemoryEngagementStore({ tenantId: 'acme' }), auditSink: null, now: () => '2026-11-22T09:00:00+08:00',
 *   newId: nextId, randomId: nextId, randomUniform: () => 0.5, secret: 'kept outside the database',
 * });
 * Object.keys(engagement); // ['surveys', 'issues', 'activities', 'helpBoard', 'awards', 'people']
 * ```
 */
export function createEngagement(ports: EngagementPorts) {
  return {
    surveys: { ...surveyCalls(ports), ...publicationCalls(ports), ...questionCalls(ports) },
    issues: issueCalls(ports),
    activities: activityCalls(ports),
    helpBoard: helpBoardCalls(ports),
    awards: awardCalls(ports),
    people: personCalls(ports),
  };
}
