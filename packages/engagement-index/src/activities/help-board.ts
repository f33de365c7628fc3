import { isDate } from '@meritkit/core/dates';
import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';

/** A need that one team posts and people of other teams help with. */
export interface HelpNeed {
  readonly id: string;
  readonly teamId: string;
  readonly postedBy: string;
  readonly text: string;
  readonly helpers: readonly {
    readonly personId: string;
    readonly teamId: string;
    readonly confirmedOn: string | null;
  }[];
  readonly bestPractice: string | null;
}

/** Why the board refuses. */
export type HelpRejection =
  | Rejection<'engagement/own-team', { readonly teamId: string }>
  | Rejection<'engagement/already-enrolled', { readonly personId: string }>
  | Rejection<'engagement/not-the-asker', { readonly personId: string }>
  | Rejection<'engagement/not-signed-up', { readonly personId: string }>;

type HelpOutcome =
  | { readonly ok: true; readonly need: HelpNeed }
  | { readonly ok: false; readonly rejection: HelpRejection };

/**
 * Signs a person up to help; help within one's own team is everyday work and does not count, and nobody helps themselves
 * under the name of another team.
 *
 * @example
 * ```ts
 * import { signUpToHelp } from '@meritkit/engagement-index';
 *
 * const need = { id: 'n1', teamId: 'pay', postedBy: 'lin', text: 'Old gateway?', helpers: [], bestPractice: null };
 * signUpToHelp({ need, personId: 'zhao', teamId: 'search' }).ok; // true
 * ```
 */
export function signUpToHelp(options: {
  readonly need: HelpNeed;
  readonly personId: string;
  readonly teamId: string;
}): HelpOutcome {
  const { need, personId, teamId } = options;
  if (teamId === need.teamId || personId === need.postedBy)
    return reject('engagement/own-team', { teamId: need.teamId });
  if (need.helpers.some((helper) => helper.personId === personId))
    return reject('engagement/already-enrolled', { personId });
  return { ok: true, need: { ...need, helpers: [...need.helpers, { personId, teamId, confirmedOn: null }] } };
}

/**
 * Confirms a helper's help; only who asked may, and again changes nothing. A best practice may be kept with it.
 *
 * @throws InvalidInputError `core/invalid-input` for a day that is no date
 * @example
 * ```ts
 * import { confirmHelp } from '@meritkit/engagement-index';
 *
 * const need = {
 *   id: 'n1', teamId: 'pay', postedBy: 'lin', text: 'Old gateway?', helpers: [{ personId: 'zhao', teamId: 'search', confirmedOn: null }],
 *   bestPractice: null
 * };
 * confirmHelp({ need, helperId: 'zhao', confirmedBy: 'lin', on: '2026-11-22' }).ok; // true
 * ```
 */
export function confirmHelp(options: {
  readonly need: HelpNeed;
  readonly helperId: string;
  readonly confirmedBy: string;
  readonly on: string;
  readonly bestPractice?: string;
}): HelpOutcome {
  const { need, helperId, confirmedBy, on } = options;
  if (!isDate(on)) throw invalidInput('core/invalid-input', ['on'], `"${on}" is no date such as "2026-11-22"`);
  if (confirmedBy !== need.postedBy) return reject('engagement/not-the-asker', { personId: confirmedBy });
  if (!need.helpers.some((helper) => helper.personId === helperId))
    return reject('engagement/not-signed-up', { personId: helperId });
  const helpers = need.helpers.map((helper) =>
    helper.personId === helperId ? { ...helper, confirmedOn: helper.confirmedOn ?? on } : helper,
  );
  return { ok: true, need: { ...need, helpers, bestPractice: options.bestPractice ?? need.bestPractice } };
}

/**
 * The best practices the board has gathered, with the need each came from.
 *
 * @example
 * ```ts
 * import { listBestPractices } from '@meritkit/engagement-index';
 *
 * const need = {
 *   id: 'n1', teamId: 'pay', postedBy: 'lin', text: 'Old gateway?',
 *   helpers: [], bestPractice: 'Ask for the runbook'
 * };
 * listBestPractices({ needs: [need] }); // [ { needId: 'n1', text: 'Ask for the runbook' } ]
 * ```
 */
export function listBestPractices(options: {
  readonly needs: readonly HelpNeed[];
}): readonly { readonly needId: string; readonly text: string }[] {
  return options.needs.flatMap((need) =>
    need.bestPractice === null ? [] : [{ needId: need.id, text: need.bestPractice }],
  );
}
