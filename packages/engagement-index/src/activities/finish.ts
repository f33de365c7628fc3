import { isDate } from '@meritkit/core/dates';
import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import type { Enrolment } from './enrolment.ts';
import { pickWinners, type Winners } from './leaderboard.ts';
import { type ActivityFact, measureProgress } from './progress.ts';
import type { Activity } from './schema.ts';

/** When an activity was finished, and why before its deadline, where it was. */
export interface FinishedActivity {
  readonly on: string;
  readonly earlyBecause: string | null;
}

/** An activity as it was announced, and whether it is finished. */
export interface AnnouncedActivity extends Activity {
  readonly finished: FinishedActivity | null;
}

/** Why an activity is not finished now. */
export type FinishRejection =
  | Rejection<'engagement/activity-finished', { readonly on: string }>
  | Rejection<'engagement/activity-not-over', { readonly deadline: string }>;

/**
 * Finishes an activity once, on a day after its deadline: the winners and their reward instructions. Before that it takes
 * an explicit `early` with a reason that people will read, and only facts up to that day count.
 *
 * @throws InvalidInputError `core/invalid-input` for a day that is no date, or a reason that says nothing
 * @example
 * ```ts
 * import { activityFromTemplate, finishActivity } from '@meritkit/engagement-index';
 *
 * const announced = activityFromTemplate({
 *   template: 'help-board', id: 'h1', start: '2026-11-01', deadline: '2026-11-30', audience: {},
 * });
 * const activity = { ...announced, finished: null };
 * const finish = (on: string) => finishActivity({ activity, enrolments: [], facts: [], on });
 * const early = finish('2026-11-30');
 * !early.ok && early.rejection; // { code: 'engagement/activity-not-over', deadline: '2026-11-30' }
 * finish('2026-12-01').ok; // true
 * ```
 */
export function finishActivity(options: {
  readonly activity: AnnouncedActivity;
  readonly enrolments: readonly Enrolment[];
  readonly facts: readonly ActivityFact[];
  readonly on: string;
  readonly early?: { readonly reason: string };
}):
  | { readonly ok: true; readonly activity: AnnouncedActivity; readonly winners: Winners }
  | { readonly ok: false; readonly rejection: FinishRejection } {
  const { activity, enrolments, on, early } = options;
  if (!isDate(on)) throw invalidInput('core/invalid-input', ['on'], `"${on}" is no date such as "2026-11-22"`);
  if (early !== undefined && (typeof early.reason !== 'string' || early.reason.trim() === ''))
    throw invalidInput('core/invalid-input', ['early', 'reason'], 'say why it ends before its deadline');
  const { deadline } = activity;
  if (activity.finished !== null) return reject('engagement/activity-finished', { on: activity.finished.on });
  const isEarly = on <= deadline;
  if (isEarly && early === undefined) return reject('engagement/activity-not-over', { deadline });
  const counted: Activity = { ...activity, deadline: isEarly ? on : deadline };
  const progress = enrolments.map((enrolment) =>
    measureProgress({ activity: counted, enrolment, facts: options.facts }),
  );
  const earlyBecause = isEarly ? (early?.reason ?? null) : null;
  return {
    ok: true,
    activity: { ...activity, finished: { on, earlyBecause } },
    winners: pickWinners({ activity, enrolments, progress }),
  };
}
