import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import { hmacSha256Hex } from '@meritkit/core/hash';
import type { Where } from '../audit/filter.ts';
import type { PlannedView } from '../audit/plan.ts';
import { type AttributeValue, MINIMUM_GROUP_FLOOR } from '../audit/state.ts';
import { type EngagementDefinition, parseDefinition } from '../definition/schema.ts';

/** A survey's life: drafted, open for answers, closed, published. */
export type SurveyStatus = 'draft' | 'open' | 'closed' | 'published';

/** A survey: what is asked, of whom by attributes, under which rules. From the opening on the rules are fixed. */
export interface Survey {
  readonly schemaVersion: 1;
  readonly id: string;
  readonly status: SurveyStatus;
  readonly definition: EngagementDefinition;
  readonly minimumGroup: number;
  /** The attributes that views may filter on; nothing else about a person reaches the survey. */
  readonly attributes: readonly string[];
  readonly plan: readonly PlannedView[];
  readonly invited: number;
  /** How many were invited to each view and with each value of each attribute; null before it opens. */
  readonly invitedIn: InvitedCounts | null;
  /** Asked for words, besides the items. */
  readonly comments: boolean;
  /** The item whose drivers are published, or null. */
  readonly outcome: string | null;
  /** Surveys of one series are audited together, in the order in which they close. */
  readonly series: string | null;
}

/** Invited people by view and by attribute value. Who was asked is no answer. */
export interface InvitedCounts {
  readonly views: Readonly<Record<string, number>>;
  readonly attributes: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A right to answer once: the digest of a token, with the cell it answers in. It names nobody. */
export interface Admission {
  readonly digest: string;
  readonly cell: Readonly<Record<string, AttributeValue>>;
  readonly spent: boolean;
}

/** An anonymous response. Random key, no time, no order, no person: `personId` cannot be there. */
export interface AnonymousResponse {
  readonly lane: 'anonymous';
  readonly personId?: never;
  readonly respondent: string;
  readonly cell: Readonly<Record<string, AttributeValue>>;
  readonly answers: Readonly<Record<string, number | null>>;
  readonly comment: string | null;
}

/** Longest comment in UTF-16 units; longer ones are refused, not cut. */
export const LONGEST_COMMENT = 10_000;

/**
 * Drafts a survey.
 *
 * @throws InvalidInputError `engagement/invalid-definition`, `engagement/voice-punished`, `engagement/threshold-too-low`,
 * `engagement/unknown-item` for an outcome that is not asked
 */
export function draftSurvey(options: {
  readonly id: string;
  readonly definition: unknown;
  readonly minimumGroup: number;
  readonly attributes: readonly string[];
  readonly plan: readonly PlannedView[];
  readonly comments?: boolean;
  readonly outcome?: string;
  readonly series?: string;
}): Survey {
  const definition = parseDefinition(options.definition);
  if (options.outcome !== undefined && !itemIdsOf({ definition }).includes(options.outcome)) {
    throw invalidInput('engagement/unknown-item', ['outcome'], 'the survey does not ask it');
  }
  return {
    schemaVersion: 1,
    id: options.id,
    status: 'draft',
    definition,
    minimumGroup: checkMinimumGroup(options.minimumGroup),
    attributes: [...options.attributes],
    plan: [...options.plan],
    invited: 0,
    invitedIn: null,
    comments: options.comments ?? false,
    outcome: options.outcome ?? null,
    series: options.series ?? null,
  };
}

/** The ids of everything a survey asks on its scale. */
export function itemIdsOf(survey: Pick<Survey, 'definition'>): readonly string[] {
  return [
    ...survey.definition.dimensions.flatMap((dimension) =>
      dimension.indicators.flatMap((indicator) => indicator.items.map((item) => item.id)),
    ),
    ...survey.definition.context.map((item) => item.id),
  ];
}

function checkMinimumGroup(minimumGroup: number): number {
  if (Number.isSafeInteger(minimumGroup) && minimumGroup >= MINIMUM_GROUP_FLOOR) return minimumGroup;
  throw invalidInput(
    'engagement/threshold-too-low',
    ['minimumGroup'],
    `at least ${MINIMUM_GROUP_FLOOR}, not ${minimumGroup}`,
  );
}

/** Why a survey does not do what was asked. */
export type SurveyRejection =
  | Rejection<'engagement/policy-immutable', { readonly status: SurveyStatus }>
  | Rejection<'engagement/survey-not-open', { readonly status: SurveyStatus }>
  | Rejection<'engagement/unknown-token', object>
  | Rejection<'engagement/already-answered', object>;

/**
 * Changes the rules of a survey that is still a draft; afterwards they are immutable.
 *
 * @throws InvalidInputError `engagement/threshold-too-low`
 */
export function changePolicy(options: {
  readonly survey: Survey;
  readonly minimumGroup: number;
  readonly plan?: readonly PlannedView[];
}): { readonly ok: true; readonly survey: Survey } | { readonly ok: false; readonly rejection: SurveyRejection } {
  const { survey } = options;
  if (survey.status !== 'draft') return reject('engagement/policy-immutable', { status: survey.status });
  const minimumGroup = checkMinimumGroup(options.minimumGroup);
  return { ok: true, survey: { ...survey, minimumGroup, plan: options.plan ?? survey.plan } };
}

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
 * @throws InvalidInputError `engagement/empty-roster`, `engagement/broken-tokens`, `engagement/unknown-attribute`
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
  invitees.forEach((invitee, index) => {
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

/** The digest under which a survey knows a token. */
export function tokenDigest(options: {
  readonly token: string;
  readonly surveyId: string;
  readonly secret: string;
}): string {
  return hmacSha256Hex(options.secret, `${options.surveyId}\u0000${options.token}`);
}

/** Moves an open survey to closed, and a closed one to published. */
export function advanceSurvey(options: {
  readonly survey: Survey;
  readonly to: 'closed' | 'published';
}): { readonly ok: true; readonly survey: Survey } | { readonly ok: false; readonly rejection: SurveyRejection } {
  const { survey, to } = options;
  const from = to === 'closed' ? 'open' : 'closed';
  if (survey.status !== from) return reject('engagement/survey-not-open', { status: survey.status });
  return { ok: true, survey: { ...survey, status: to } };
}
