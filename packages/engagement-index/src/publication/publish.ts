import { certifyAudit, type PrivacyCertificate } from '../audit/certificate.ts';
import type { AuditState } from '../audit/state.ts';
import type { ItemAnswers } from '../release/answers.ts';
import { type ReleasedIndex, releaseEngagementIndex } from '../release/engagement-index.ts';
import { type ReleasedSurveyWide, releaseSurveyWide } from '../release/survey-wide.ts';
import { itemIdsOf, type Survey } from '../survey/survey.ts';
import { compareGroups, type GroupDifference } from './compare.ts';
import type { ReweightedShare } from './non-response.ts';
import { isCompany, reweightItems, shrinkItems } from './partition.ts';

/** What a view of the plan shows: its index, its items, and what follows from them; or why it stays closed. */
export type PublishedView =
  | ({
      readonly id: string;
      readonly released: true;
      readonly invited: number | null;
      /** Differences to everyone else, item by item, with one false discovery rate over all views. */
      readonly differences: readonly GroupDifference[];
      /** Shares drawn towards the company where a view belongs to a split by one attribute: steadier for small teams. */
      readonly steadied: Readonly<Record<string, number>>;
    } & Omit<ReleasedIndex, 'ok' | 'audit'>)
  | { readonly id: string; readonly released: false; readonly code: string };

/** Everything a survey publishes at its close, each part through the audit or made of released numbers alone. */
export interface SurveyPublication {
  readonly views: readonly PublishedView[];
  readonly participation: {
    readonly invited: number;
    /** Null below the minimum group. */
    readonly answered: number | null;
    readonly share: number | null;
  };
  /** Reliability and drivers over everyone who answered all items; null when nothing could be asked for. */
  readonly surveyWide: Omit<ReleasedSurveyWide, 'ok' | 'audit'> | { readonly code: string } | null;
  /** Items reweighted for non-response, by each attribute all of whose groups were released. */
  readonly reweighted: Readonly<Record<string, Readonly<Record<string, ReweightedShare>>>>;
  readonly certificate: PrivacyCertificate | null;
}

/** False discoveries among the differences that are said to stand. */
const DISCOVERY_LEVEL = 0.05;
const DRIVER_SAMPLES = 400;

/**
 * Publishes a closed survey: the index of every view of its plan that the audit lets through, then reliability and
 * drivers for the whole survey. Differences, steadied shares and reweighted shares are computed from the released,
 * coarse numbers and add nothing to what an audience can know. `audit` is null when nobody answered.
 *
 * @throws InvalidInputError as `releaseEngagementIndex`
 * @example
 * ```ts
 * import { defaultDefinition, draftSurvey, openAudit, openSurvey, publishSurvey } from '@meritkit/engagement-index';
 *
 * const draft = draftSurvey({
 *   id: 'pulse', definition: defaultDefinition, minimumGroup: 5, attributes: [], plan: [{ id: 'company', where: {} }],
 * });
 * const roster = Array.from({ length: 10 }, (_, i) => ({ respondent: `r${i}` }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const trust = Object.fromEntries(roster.map((entry, i) => [entry.respondent, i < 8 ? 4 : 2]));
 * const { publication } = publishSurvey({ survey: draft, audit, answers: { trust }, responses: 10 });
 * const [company] = publication.views;
 * company?.released && company.index; // 80
 * ```
 */
export function publishSurvey(options: {
  readonly survey: Survey;
  readonly audit: AuditState | null;
  readonly answers: Readonly<Record<string, ItemAnswers>>;
  /** How many people answered the survey. */
  readonly responses: number;
}): { readonly publication: SurveyPublication; readonly audit: AuditState | null } {
  const { survey, responses } = options;
  // A survey asks all of its definition: what has no answers was asked all the same.
  const unanswered = Object.fromEntries(itemIdsOf(survey).map((id) => [id, {}]));
  const answers: Readonly<Record<string, ItemAnswers>> = { ...unanswered, ...options.answers };
  let audit = options.audit;
  const released: { readonly id: string; readonly shown: Omit<ReleasedIndex, 'ok' | 'audit'> }[] = [];
  const closed = new Map<string, string>();
  for (const view of survey.plan) {
    if (audit === null) {
      closed.set(view.id, 'engagement/group-too-small');
      continue;
    }
    const invited = invitedTo(survey, view.id);
    const result = releaseEngagementIndex({
      ...{ audit, definition: survey.definition, answers, where: view.where },
      ...(invited === null ? {} : { invited }),
    });
    audit = result.audit;
    if (result.ok) {
      const { ok: _ok, audit: _audit, ...shown } = result;
      released.push({ id: view.id, shown });
    } else closed.set(view.id, result.rejection.code);
  }
  const wide = audit === null ? null : surveyWideOf(survey, audit, answers);
  audit = wide?.audit ?? audit;
  const counted = responses >= survey.minimumGroup ? responses : null;
  const share = counted === null || survey.invited === 0 ? null : counted / survey.invited;
  return {
    publication: {
      views: describeViews(survey, released, closed),
      participation: { invited: survey.invited, answered: counted, share },
      surveyWide: wide?.shown ?? null,
      reweighted: reweightItems({ survey, released }),
      certificate: audit === null ? null : certifyAudit({ audit }),
    },
    audit,
  };
}

function invitedTo(survey: Survey, view: string): number | null {
  const views = survey.invitedIn?.views ?? {};
  return Object.hasOwn(views, view) ? views[view]! : null;
}

function describeViews(
  survey: Survey,
  released: readonly { readonly id: string; readonly shown: Omit<ReleasedIndex, 'ok' | 'audit'> }[],
  closed: ReadonlyMap<string, string>,
): readonly PublishedView[] {
  const company = released.find(({ id }) => isCompany(survey, id));
  const groups = released
    .filter(({ id }) => !isCompany(survey, id))
    .map(({ id, shown }) => ({ id, items: shown.items }));
  const differences =
    company === undefined ? [] : compareGroups({ company: company.shown.items, groups, level: DISCOVERY_LEVEL });
  const steadied = shrinkItems({ survey, released });
  return survey.plan.map((view) => {
    const found = released.find(({ id }) => id === view.id);
    if (found === undefined)
      return { id: view.id, released: false, code: closed.get(view.id) ?? 'engagement/not-found' };
    return {
      id: view.id,
      released: true,
      invited: invitedTo(survey, view.id),
      ...found.shown,
      differences: differences.filter((difference) => difference.group === view.id),
      steadied: steadied.get(view.id) ?? {},
    };
  });
}

function surveyWideOf(survey: Survey, audit: AuditState, answers: Readonly<Record<string, ItemAnswers>>) {
  const context = new Set(survey.definition.context.map((item) => item.id));
  const items = itemIdsOf(survey).filter(
    (id) => !context.has(id) && Object.values(answers[id] ?? {}).some((value) => value !== null),
  );
  if (items.length < 2) return null;
  const { outcome } = survey;
  const drivers = outcome === null || items.length > 13 ? {} : { outcome, samples: DRIVER_SAMPLES };
  const result = releaseSurveyWide({ audit, answers, items, scale: survey.definition.scale, ...drivers });
  if (!result.ok) return { audit: result.audit, shown: { code: result.rejection.code } };
  const { ok: _ok, audit: next, ...shown } = result;
  return { audit: next, shown };
}
