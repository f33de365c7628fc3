import { publishSurvey } from '../publication/publish.ts';
import { followTrend } from '../publication/trend.ts';
import { answersByItem } from '../survey/answer.ts';
import { advanceSurvey } from '../survey/survey.ts';
import { record } from './audit.ts';
import { type Command, documentOf, type EngagementContext, eventOf, notFound } from './context.ts';
import { once } from './once.ts';
import { readActor } from './read.ts';
import { surveyDocuments } from './survey-documents.ts';

/** Service calls that publish a survey and read what was published. */
export function publicationCalls(context: EngagementContext) {
  const documents = surveyDocuments(context);
  return {
    /**
     * Publishes a closed survey: every view of its plan that the audit lets through, with what follows from them. A
     * wave of a series is published before the next one closes.
     */
    publish: (command: Command & { readonly surveyId: string }) =>
      once(context, 'survey.publish', command, async (keep) => {
        const { surveyId } = command;
        const known = await documents.loadSurvey(surveyId);
        if (known === null) return notFound('survey', surveyId);
        const published = advanceSurvey({ survey: known.survey, to: 'published' });
        if (!published.ok) return published;
        if (await documents.isSuperseded(known.survey)) {
          return { ok: false as const, rejection: { code: 'engagement/wave-superseded' as const } };
        }
        const stored = await documents.loadAudit(surveyId);
        const responses = await documents.responsesOf(surveyId);
        const { publication, audit } = publishSurvey({
          survey: known.survey,
          audit: stored?.audit ?? null,
          answers: answersByItem(responses),
          responses: responses.length,
        });
        const views = publication.views.filter((view) => view.released).length;
        const events = [eventOf(context, command, 'meritkit.engagement.survey-published.v1', { surveyId, views })];
        return keep(
          {
            documents: [
              documentOf('survey', surveyId, published.survey, known.document),
              documentOf('result', surveyId, publication, null),
              ...(stored === null || audit === null ? [] : [documentOf('audit', surveyId, audit, stored.document)]),
            ],
            events,
          },
          { ok: true as const, survey: published.survey, ...publication, events },
        );
      }),

    /** What a survey published, as it was published. */
    result: async (command: { readonly actor: Command['actor']; readonly surveyId: string }) => {
      const { surveyId } = command;
      const actor = readActor(command.actor);
      const publication = await documents.loadResult(surveyId);
      if (publication === null) return notFound('result', surveyId);
      await record(context, { actor, action: 'result.read', subject: { type: 'result', id: surveyId } });
      return { ok: true as const, ...publication };
    },

    /** How a view's published index went over the waves of a series; the first `baseline` waves set what is usual. */
    trend: async (command: { readonly series: string; readonly view: string; readonly baseline: number }) => {
      const { waves } = await documents.loadSeries(command.series);
      const published = await Promise.all(
        waves.map(async (survey) => {
          const view = (await documents.loadResult(survey))?.views.find((one) => one.id === command.view);
          return { survey, index: view?.released === true ? view.index : null };
        }),
      );
      return followTrend({ waves: published, baseline: command.baseline });
    },
  };
}
