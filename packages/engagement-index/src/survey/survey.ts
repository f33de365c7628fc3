import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import type { PlannedView } from '../audit/plan.ts';
import { type AttributeValue, MINIMUM_GROUP_FLOOR } from '../audit/state.ts';
import { type EngagementDefinition, parseDefinition } from '../definition/schema.ts';
import { unknownItem } from '../definition/unknown-item.ts';
import { checkRules } from './rules.ts';

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
 * `engagement/unknown-item` for an outcome that is not asked; `engagement/reserved-attribute`, `engagement/unknown-attribute`,
 * `engagement/duplicate-view` for attributes and a plan that could not be audited at the close
 * @example
 * ```ts
 * import { defaultDefinition, draftSurvey } from '@meritkit/engagement-index';
 *
 * const survey = draftSurvey({
 *   id: 'pulse', definition: defaultDefinition, minimumGroup: 5, attributes: ['team'], plan: [],
 * });
 * survey.status; // 'draft'
 * ```
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
    throw unknownItem(definition, options.outcome, ['outcome']);
  }
  checkRules(options.attributes, options.plan);
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

/**
 * The ids of everything a survey asks on its scale.
 *
 * @example
 * ```ts
 * import { defaultDefinition, itemIdsOf } from '@meritkit/engagement-index';
 *
 * itemIdsOf({ definition: defaultDefinition }).length; // 10
 * ```
 */
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
 * @throws InvalidInputError `engagement/threshold-too-low`; for a plan as `draftSurvey`
 * @example
 * ```ts
 * import { changePolicy, defaultDefinition, draftSurvey } from '@meritkit/engagement-index';
 *
 * const survey = draftSurvey({
 *   id: 'pulse', definition: defaultDefinition, minimumGroup: 5, attributes: ['team'], plan: [],
 * });
 * changePolicy({ survey: { ...survey, status: 'open' }, minimumGroup: 6 }).ok; // false
 * ```
 */
export function changePolicy(options: {
  readonly survey: Survey;
  readonly minimumGroup: number;
  readonly plan?: readonly PlannedView[];
}): { readonly ok: true; readonly survey: Survey } | { readonly ok: false; readonly rejection: SurveyRejection } {
  const { survey } = options;
  if (survey.status !== 'draft') return reject('engagement/policy-immutable', { status: survey.status });
  const minimumGroup = checkMinimumGroup(options.minimumGroup);
  const plan = options.plan ?? survey.plan;
  checkRules(survey.attributes, plan);
  return { ok: true, survey: { ...survey, minimumGroup, plan } };
}

/**
 * Moves an open survey to closed, and a closed one to published.
 *
 * @example
 * ```ts
 * import { advanceSurvey, defaultDefinition, draftSurvey } from '@meritkit/engagement-index';
 *
 * const survey = draftSurvey({
 *   id: 'pulse', definition: defaultDefinition, minimumGroup: 5, attributes: ['team'], plan: [],
 * });
 * advanceSurvey({ survey: { ...survey, status: 'open' }, to: 'closed' }).ok; // true
 * ```
 */
export function advanceSurvey(options: {
  readonly survey: Survey;
  readonly to: 'closed' | 'published';
}): { readonly ok: true; readonly survey: Survey } | { readonly ok: false; readonly rejection: SurveyRejection } {
  const { survey, to } = options;
  const from = to === 'closed' ? 'open' : 'closed';
  if (survey.status !== from) return reject('engagement/survey-not-open', { status: survey.status });
  return { ok: true, survey: { ...survey, status: to } };
}
