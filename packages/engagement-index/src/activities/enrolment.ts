import { isDate } from '@meritkit/core/dates';
import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import type { Activity } from './schema.ts';

/** A person or a team taking part. A solo entry has one member; one that everybody left has none, and counts no more. */
export interface Enrolment {
  readonly id: string;
  readonly activityId: string;
  readonly members: readonly string[];
  readonly enrolledOn: string;
}

/** Why an entry is refused. */
export type EnrolmentRejection =
  | Rejection<'engagement/outside-audience', { readonly personId: string; readonly attribute: string }>
  | Rejection<'engagement/prerequisite-missing', { readonly personId: string; readonly prerequisite: string }>
  | Rejection<'engagement/team-size', { readonly minimum: number; readonly maximum: number; readonly members: number }>
  | Rejection<'engagement/already-enrolled', { readonly personId: string }>
  | Rejection<'engagement/activity-full', { readonly capacity: number }>
  | Rejection<'engagement/enrolment-closed', { readonly deadline: string }>;

/** A person who wants in: attributes for the audience, and what they have completed. */
export interface Entrant {
  readonly personId: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly completed: readonly string[];
}

/**
 * Decides an entry: audience, prerequisites, team size, one entry per person, capacity in entries, and the deadline.
 *
 * @throws InvalidInputError `engagement/invalid-activity` when a member is named twice, `core/invalid-input` for a day
 * that is no date
 * @example
 * ```ts
 * import { activityFromTemplate, decideEnrolment } from '@meritkit/engagement-index';
 *
 * const activity = activityFromTemplate({
 *   template: 'help-board', id: 'h1', start: '2026-11-01', deadline: '2026-11-30', audience: {},
 * });
 * const entrants = [{ personId: 'lin', attributes: {}, completed: [] }];
 * decideEnrolment({ activity, enrolments: [], id: 'e1', entrants, on: '2026-11-02' }).ok; // true
 * ```
 */
export function decideEnrolment(options: {
  readonly activity: Activity;
  readonly enrolments: readonly Enrolment[];
  readonly id: string;
  readonly entrants: readonly Entrant[];
  readonly on: string;
}):
  | { readonly ok: true; readonly enrolment: Enrolment }
  | { readonly ok: false; readonly rejection: EnrolmentRejection } {
  const { activity, enrolments, entrants, on } = options;
  const ids = entrants.map((entrant) => entrant.personId);
  if (new Set(ids).size !== ids.length)
    throw invalidInput('engagement/invalid-activity', ['entrants'], 'a member is named twice');
  if (!isDate(on)) throw invalidInput('core/invalid-input', ['on'], `"${on}" is no date such as "2026-11-22"`);
  if (on > activity.deadline) return reject('engagement/enrolment-closed', { deadline: activity.deadline });
  const size = activity.entry === 'solo' ? { minimum: 1, maximum: 1 } : activity.teamSize;
  if (ids.length < size.minimum || ids.length > size.maximum)
    return reject('engagement/team-size', { ...size, members: ids.length });
  for (const entrant of entrants) {
    const outside = Object.entries(activity.audience).find(
      ([name, values]) => !values.includes(entrant.attributes[name] ?? ''),
    );
    if (outside !== undefined)
      return reject('engagement/outside-audience', { personId: entrant.personId, attribute: outside[0] });
    const missing = activity.prerequisites.find((prerequisite) => !entrant.completed.includes(prerequisite));
    if (missing !== undefined)
      return reject('engagement/prerequisite-missing', { personId: entrant.personId, prerequisite: missing });
    if (enrolments.some((enrolment) => enrolment.members.includes(entrant.personId))) {
      return reject('engagement/already-enrolled', { personId: entrant.personId });
    }
  }
  const taken = enrolments.filter(({ members }) => members.length > 0).length;
  if (activity.capacity !== null && taken >= activity.capacity) {
    return reject('engagement/activity-full', { capacity: activity.capacity });
  }
  return { ok: true, enrolment: { id: options.id, activityId: activity.id, members: ids, enrolledOn: on } };
}

/** Why somebody cannot leave. */
export type LeavingRejection = Rejection<'engagement/not-enrolled', { readonly personId: string }>;

/**
 * Takes a person out of their entry: a solo entry is empty then and counts no more; a team stays as long as anybody is left
 * in it, below its size too, since nobody else should fall with who is ill. What they did counts no more for the team.
 *
 * @example
 * ```ts
 * import { leaveActivity } from '@meritkit/engagement-index';
 *
 * const enrolments = [{ id: 'e1', activityId: 'h1', members: ['lin', 'zhao'], enrolledOn: '2026-11-02' }];
 * const left = leaveActivity({ enrolments, personId: 'lin' });
 * left.ok && left.enrolment.members; // ['zhao']
 * ```
 */
export function leaveActivity(options: {
  readonly enrolments: readonly Enrolment[];
  readonly personId: string;
}):
  | { readonly ok: true; readonly enrolment: Enrolment }
  | { readonly ok: false; readonly rejection: LeavingRejection } {
  const { enrolments, personId } = options;
  const entry = enrolments.find((enrolment) => enrolment.members.includes(personId));
  if (entry === undefined) return reject('engagement/not-enrolled', { personId });
  return { ok: true, enrolment: { ...entry, members: entry.members.filter((member) => member !== personId) } };
}
