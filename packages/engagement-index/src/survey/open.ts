import { invalidInput, reject } from '@meritkit/core/errors';
import { hmacSha256Hex } from '@meritkit/core/hash';
import type { Where } from '../audit/filter.ts';
import type { AttributeValue } from '../audit/state.ts';
import type { Admission, InvitedCounts, Survey, SurveyRejection } from './survey.ts';

/** Someone to invite: where to send the token, and the cell the answer will stand in. */
export interface Invitee {
  readonly deliverTo: string;
  readonly cell: Readonly<Record<string, AttributeValue>>;
}

/**
 * Opens a survey: every invitee gets a token, and the survey keeps its digest with the cell. `tokens` come from a
 * secure random source. `deliveries` is the only place where a token stands beside an address: send it and forget it.
 * Admissions are in the order of their digests, so that the order of the list is lost.
 *
 * @throws InvalidInputError `engagement/empty-roster`, `engagement/broken-tokens`, `engagement/unknown-attribute`,
 * `engagement/duplicate-respondent` for an address that comes twice
 * @example
 * ```ts
 * import { defaultDefinition, draftSurvey, openSurvey } from '@meritkit/engagement-index';
 *
 * const survey = draftSurvey({
 *   id: 'pulse', definition: defaultDefinition, minimumGroup: 5, attributes: ['team'], plan: [],
 * });
 * const invitees = [{ deliverTo: 'lin@acme.example', cell: { team: 'a' } }];
 * const opened = openSurvey({ survey, invitees, tokens: ['from-a-secure-source-1'], secret: 'kept outside' });
 * opened.ok && opened.survey.invitedIn?.attributes; // { team: { a: 1 } }
 * ```
 */
export function openSurvey(options: {
  readonly survey: Survey;
  readonly invitees: readonly Invitee[];
  readonly tokens: readonly string[];
  readonly secret: string;
}):
  | {
      readonly ok: true;
      readonly survey: Survey;
      readonly admissions: readonly Admission[];
      readonly deliveries: readonly { readonly deliverTo: string; readonly token: string }[];
    }
  | { readonly ok: false; readonly rejection: SurveyRejection } {
  const { survey, invitees, tokens, secret } = options;
  if (survey.status !== 'draft') return reject('engagement/survey-not-open', { status: survey.status });
  checkInvitees(survey, invitees);
  checkTokens(tokens, invitees.length);
  const admissions = invitees.map((invitee, index) => {
    const cell = Object.fromEntries(survey.attributes.map((name) => [name, invitee.cell[name] ?? null]));
    return { digest: tokenDigest({ token: tokens[index]!, surveyId: survey.id, secret }), cell, spent: false };
  });
  return {
    ok: true,
    survey: { ...survey, status: 'open', invited: invitees.length, invitedIn: countInvited(survey, invitees) },
    admissions: admissions.sort((left, right) => (left.digest < right.digest ? -1 : 1)),
    deliveries: invitees.map((invitee, index) => ({ deliverTo: invitee.deliverTo, token: tokens[index]! })),
  };
}

function checkInvitees(survey: Survey, invitees: readonly Invitee[]): void {
  if (invitees.length === 0) throw invalidInput('engagement/empty-roster', ['invitees'], 'nobody is invited');
  const invited = new Set<string>();
  invitees.forEach((invitee, index) => {
    // Two tokens would let one person stand for two in every group.
    if (invited.has(invitee.deliverTo))
      throw invalidInput('engagement/duplicate-respondent', ['invitees', index, 'deliverTo'], 'is invited twice');
    invited.add(invitee.deliverTo);
    for (const name of Object.keys(invitee.cell)) {
      if (survey.attributes.includes(name)) continue;
      const path = ['invitees', index, 'cell', name];
      throw invalidInput('engagement/unknown-attribute', path, 'the survey does not declare it');
    }
  });
}

function checkTokens(tokens: readonly string[], needed: number): void {
  const whole = tokens.length === needed && new Set(tokens).size === needed;
  if (whole && tokens.every((token) => token.length >= 16)) return;
  throw invalidInput(
    'engagement/broken-tokens',
    ['tokens'],
    'one token of 16 characters or more per invitee, all different',
  );
}

function countInvited(survey: Survey, invitees: readonly Invitee[]): InvitedCounts {
  const attributes = survey.attributes.map((name) => {
    const counts: Record<string, number> = {};
    for (const { cell } of invitees) {
      const value = String(cell[name] ?? null);
      counts[value] = (Object.hasOwn(counts, value) ? counts[value]! : 0) + 1;
    }
    return [name, counts] as const;
  });
  const inView = (where: Where) =>
    invitees.filter(({ cell }) =>
      Object.entries(where).every(([name, wanted]) =>
        (Array.isArray(wanted) ? wanted : [wanted]).includes(cell[name] ?? null),
      ),
    ).length;
  return {
    views: Object.fromEntries(survey.plan.map((view) => [view.id, inView(view.where)])),
    attributes: Object.fromEntries(attributes),
  };
}

/**
 * The digest under which a survey knows a token.
 *
 * @example
 * ```ts
 * import { tokenDigest } from '@meritkit/engagement-index';
 *
 * tokenDigest({ token: 'from-a-secure-source-1', surveyId: 'pulse', secret: 'kept outside' }).length; // 64
 * ```
 */
export function tokenDigest(options: {
  readonly token: string;
  readonly surveyId: string;
  readonly secret: string;
}): string {
  return hmacSha256Hex(options.secret, `${options.surveyId}\u0000${options.token}`);
}
