import { refusePublishWithin } from '@meritkit/core/events';
import { createIds, createUnguessableIds, randomUniform, systemNow } from '@meritkit/core/platform';
import { activityCalls } from './service/activities.ts';
import { awardCalls } from './service/awards.ts';
import type { EngagementContext, EngagementOptions } from './service/context.ts';
import { helpBoardCalls } from './service/help-board.ts';
import { issueCalls } from './service/issues.ts';
import { personCalls } from './service/people.ts';
import { publicationCalls } from './service/publications.ts';
import { questionCalls } from './service/questions.ts';
import { surveyCalls } from './service/surveys.ts';

/**
 * The engagement service over a store: surveys, issues, activities, the help board, awards, and the attributed lane of people. Commands carry
 * an idempotency key and an actor, reads that name people an actor, and both are recorded; only `surveys.answer` takes neither,
 * since nothing may stand beside an answer. A person's own acts are theirs, or of those whom `systemActors` names.
 *
 * @example
 * ```ts
 * import { createEngagement } from '@meritkit/engagement-index';
 * import { createMemoryEngagementStore } from '@meritkit/engagement-index/memory';
 *
 * const store = createMemoryEngagementStore({ tenantId: 'acme' });
 * const engagement = createEngagement({ store, secret: 'kept outside the database' });
 * Object.keys(engagement); // ['surveys', 'issues', 'activities', 'helpBoard', 'awards', 'people']
 * ```
 */
export function createEngagement(options: EngagementOptions) {
  refusePublishWithin(options);
  const { now = systemNow, ids = createIds(), tokens = createUnguessableIds(), uniform = randomUniform } = options;
  const context: EngagementContext = { ...options, now, ids, tokens, uniform };
  return {
    surveys: { ...surveyCalls(context), ...publicationCalls(context), ...questionCalls(context) },
    issues: issueCalls(context),
    activities: activityCalls(context),
    helpBoard: helpBoardCalls(context),
    awards: awardCalls(context),
    people: personCalls(context),
  };
}
