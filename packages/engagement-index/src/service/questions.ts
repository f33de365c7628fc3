import { hmacSha256Hex } from '@meritkit/core/hash';
import type { Where } from '../audit/filter.ts';
import { unknownItem } from '../definition/unknown-item.ts';
import { type Comment, releaseThemes } from '../language/themes.ts';
import { releaseVerbatims } from '../language/verbatims.ts';
import { openNoiseBudget } from '../noise/budget.ts';
import { releaseFavourability } from '../release/favourability.ts';
import { releaseNoisyShare } from '../release/noisy-share.ts';
import { readBody } from '../stored/upcast.ts';
import { answersByItem } from '../survey/answer.ts';
import { itemIdsOf } from '../survey/survey.ts';
import { type Command, documentOf, type EngagementContext, notFound } from './context.ts';
import { readWhere } from './inputs.ts';
import { once } from './once.ts';
import { readLocale } from './read.ts';
import { surveyDocuments } from './survey-documents.ts';

/** Service calls that ask a published survey: exactly, with noise, and for words. All speak through one audit. */
export function questionCalls(context: EngagementContext) {
  const { store } = context;
  const documents = surveyDocuments(context);
  const load = async (surveyId: string) => {
    const known = await documents.loadSurvey(surveyId);
    if (known === null) return notFound('survey', surveyId);
    const { survey } = known;
    if (survey.status !== 'published') {
      const rejection = { code: 'engagement/survey-not-open' as const, status: survey.status };
      return { ok: false as const, rejection };
    }
    if (await documents.isSuperseded(survey)) {
      return { ok: false as const, rejection: { code: 'engagement/wave-superseded' as const } };
    }
    const stored = await documents.loadAudit(surveyId);
    if (stored === null) return notFound('audit', surveyId);
    const responses = await documents.responsesOf(surveyId);
    return { ok: true as const, survey, stored: stored.document, audit: stored.audit, responses };
  };
  const loadItem = async (surveyId: string, item: string) => {
    const known = await load(surveyId);
    if (!known.ok) return known;
    const { definition } = known.survey;
    if (!itemIdsOf(known.survey).includes(item)) throw unknownItem(definition, item, ['item']);
    return { ...known, answers: answersByItem(known.responses)[item] ?? {}, scale: known.survey.definition.scale };
  };
  const loadComments = async (surveyId: string) => {
    const known = await load(surveyId);
    if (!known.ok) return known;
    const comments: readonly Comment[] = known.responses.flatMap(({ respondent, comment }) =>
      comment === null ? [] : [{ respondent, text: comment }],
    );
    return { ...known, comments };
  };

  return {
    /** Answers a question of the day about one item, after the plan; the audit's next state is stored first. */
    ask: (
      command: Command & {
        readonly surveyId: string;
        readonly item: string;
        readonly where: Where;
        readonly invited: number;
      },
    ) =>
      once(context, 'survey.ask', command, async (keep) => {
        const { surveyId, item, invited } = command;
        const where = readWhere(command.where);
        const known = await loadItem(surveyId, item);
        if (!known.ok) return known;
        const { audit, answers, scale, stored } = known;
        const { audit: next, ...shown } = releaseFavourability({ audit, answers, item, invited, where, scale });
        return keep({ documents: [documentOf('audit', surveyId, next, stored)] }, shown);
      }),

    /** Releases the headline share of one item with noise, once, within the survey's budget and through its audit. */
    askNoisy: (
      command: Command & {
        readonly surveyId: string;
        readonly item: string;
        readonly epsilon: number;
        readonly budget: number;
      },
    ) =>
      once(context, 'survey.askNoisy', command, async (keep) => {
        const { surveyId, item, epsilon } = command;
        const known = await loadItem(surveyId, item);
        if (!known.ok) return known;
        const { audit, answers, scale, stored } = known;
        const spent = await store.load({ type: 'budget', id: surveyId });
        const before = spent === null ? openNoiseBudget({ epsilon: command.budget }) : readBody('budget', spent.body);
        const uniform = context.uniform();
        const released = releaseNoisyShare({ audit, answers, item, scale, epsilon, uniform, budget: before });
        const { audit: next, budget, ...shown } = released;
        return keep(
          { documents: [documentOf('audit', surveyId, next, stored), documentOf('budget', surveyId, budget, spent)] },
          shown,
        );
      }),

    /** Releases what a group's comments are about, in themes that enough people wrote of. */
    themes: (command: Command & { readonly surveyId: string; readonly where: Where; readonly locale: string }) =>
      once(context, 'survey.themes', command, async (keep) => {
        const { surveyId } = command;
        const locale = readLocale(command.locale);
        const where = readWhere(command.where);
        const known = await loadComments(surveyId);
        if (!known.ok) return known;
        const { audit, comments } = known;
        const words = context.segmentWords === undefined ? {} : { segmentWords: context.segmentWords };
        const { audit: next, ...shown } = releaseThemes({ audit, comments, where, locale, ...words });
        return keep({ documents: [documentOf('audit', surveyId, next, known.stored)] }, shown);
      }),

    /** Releases comments as written, for the whole survey, in an order that the service's secret decides once. */
    verbatims: (command: Command & { readonly surveyId: string }) =>
      once(context, 'survey.verbatims', command, async (keep) => {
        const { surveyId } = command;
        const known = await loadComments(surveyId);
        if (!known.ok) return known;
        const seed = hmacSha256Hex(context.secret, `verbatims\u0000${surveyId}`);
        const { audit, comments } = known;
        const { audit: next, ...shown } = releaseVerbatims({ audit, comments, seed });
        return keep({ documents: [documentOf('audit', surveyId, next, known.stored)] }, shown);
      }),
  };
}
