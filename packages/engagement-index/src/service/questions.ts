import type { Where } from '../audit/filter.ts';
import type { AuditState } from '../audit/state.ts';
import { type NoiseBudget, openNoiseBudget } from '../noise/budget.ts';
import { releaseFavourability } from '../release/favourability.ts';
import { releaseNoisyShare } from '../release/noisy-share.ts';
import { answersByItem } from '../survey/answer.ts';
import type { Survey } from '../survey/survey.ts';
import { type Command, documentOf, type EngagementPorts, everyPage, notFound, once } from './context.ts';

/** Service calls that ask a published survey: exactly, and with noise. Both speak through one audit. */
export function questionCalls(ports: EngagementPorts) {
  const { store } = ports;
  const load = async (surveyId: string, item: string) => {
    const survey = await store.load({ type: 'survey', id: surveyId });
    const stored = await store.load({ type: 'audit', id: surveyId });
    if (survey === null) return notFound('survey', surveyId);
    const { status, definition } = survey.body as unknown as Survey;
    if (status !== 'published') {
      return { ok: false as const, rejection: { code: 'engagement/survey-not-open' as const, status } };
    }
    if (stored === null) return notFound('audit', surveyId);
    const responses = await everyPage((page) => store.listResponses({ surveyId, page }));
    const answers = answersByItem(responses)[item] ?? {};
    return { ok: true as const, stored, audit: stored.body as unknown as AuditState, answers, scale: definition.scale };
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
      once(ports, 'survey.ask', command, async (keep) => {
        const { surveyId, item, where, invited } = command;
        const known = await load(surveyId, item);
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
      once(ports, 'survey.askNoisy', command, async (keep) => {
        const { surveyId, item, epsilon } = command;
        const known = await load(surveyId, item);
        if (!known.ok) return known;
        const { audit, answers, scale, stored } = known;
        const spent = await store.load({ type: 'budget', id: surveyId });
        const before =
          spent === null ? openNoiseBudget({ epsilon: command.budget }) : (spent.body as unknown as NoiseBudget);
        const uniform = ports.randomUniform();
        const released = releaseNoisyShare({ audit, answers, item, scale, epsilon, uniform, budget: before });
        const { audit: next, budget, ...shown } = released;
        return keep(
          { documents: [documentOf('audit', surveyId, next, stored), documentOf('budget', surveyId, budget, spent)] },
          shown,
        );
      }),
  };
}
