import type { CloudEvent } from '@meritkit/core/events';
import type { Where } from '../audit/filter.ts';
import { type PlannedView, planReleases } from '../audit/plan.ts';
import { type AuditState, openAudit } from '../audit/state.ts';
import { type NoiseBudget, openNoiseBudget, releaseNoisyShare } from '../noise/budget.ts';
import { releaseEngagementIndex } from '../release/engagement-index.ts';
import { releaseFavourability } from '../release/favourability.ts';
import { answersByItem, itemIdsOf, rosterOf, takeResponse } from '../survey/answer.ts';
import {
  advanceSurvey,
  changePolicy,
  draftSurvey,
  type Invitee,
  openSurvey,
  type Survey,
  tokenDigest,
} from '../survey/survey.ts';
import {
  type Command,
  documentOf,
  type EngagementPorts,
  eventOf,
  everyPage,
  notFound,
  record,
  save,
} from './context.ts';

type Draft = Parameters<typeof draftSurvey>[0];

/** Service calls of a survey's life. `answer` alone takes no actor: it must not know one. */
export function surveyCalls(ports: EngagementPorts) {
  const { store } = ports;
  const load = async (id: string) => {
    const document = await store.load({ type: 'survey', id });
    return document === null ? null : { document, survey: document.body as unknown as Survey };
  };
  const responsesOf = (surveyId: string) => everyPage((page) => store.listResponses({ surveyId, page }));
  const loadAudit = async (surveyId: string) => {
    const document = await store.load({ type: 'audit', id: surveyId });
    return document === null ? null : { document, audit: document.body as unknown as AuditState };
  };

  return {
    /** Drafts a survey. @throws InvalidInputError as `draftSurvey` */
    draft: async (command: Command & { readonly survey: Draft }) => {
      const survey = draftSurvey(command.survey);
      await save(ports, command, { documents: [documentOf('survey', survey.id, survey, null)] });
      return { ok: true as const, survey, events: [] as readonly CloudEvent[] };
    },

    /** Changes the rules of a draft; after opening they are immutable. */
    changePolicy: async (
      command: Command & {
        readonly surveyId: string;
        readonly minimumGroup: number;
        readonly plan?: readonly PlannedView[];
      },
    ) => {
      const known = await load(command.surveyId);
      if (known === null) return notFound('survey', command.surveyId);
      const { minimumGroup, plan } = command;
      const changed = changePolicy({ survey: known.survey, minimumGroup, ...(plan === undefined ? {} : { plan }) });
      if (!changed.ok) return changed;
      await save(ports, command, {
        documents: [documentOf('survey', command.surveyId, changed.survey, known.document)],
      });
      return changed;
    },

    /** Opens a survey. `deliveries` leave this call and are stored nowhere. */
    open: async (command: Command & { readonly surveyId: string; readonly invitees: readonly Invitee[] }) => {
      const known = await load(command.surveyId);
      if (known === null) return notFound('survey', command.surveyId);
      const tokens = command.invitees.map(() => ports.randomId());
      const opened = openSurvey({ survey: known.survey, invitees: command.invitees, tokens, secret: ports.secret });
      if (!opened.ok) return opened;
      const { invited, minimumGroup } = opened.survey;
      const events = await save(ports, command, {
        documents: [documentOf('survey', command.surveyId, opened.survey, known.document)],
        admissions: opened.admissions.map((admission) => ({ surveyId: command.surveyId, admission })),
        events: [
          eventOf(ports, command, 'meritkit.engagement.survey-opened.v1', {
            surveyId: command.surveyId,
            invited,
            minimumGroup,
          }),
        ],
      });
      return { ok: true as const, survey: opened.survey, deliveries: opened.deliveries, events };
    },

    /** Takes one anonymous response. No actor, no event, no audit line: none of them may stand beside an answer. */
    answer: async (given: {
      readonly surveyId: string;
      readonly token: string;
      readonly answers: Readonly<Record<string, number | null>>;
      readonly comment?: string | null;
    }) => {
      const known = await load(given.surveyId);
      if (known === null) return notFound('survey', given.surveyId);
      const digest = tokenDigest({ token: given.token, surveyId: given.surveyId, secret: ports.secret });
      const admission = (await store.findAdmission({ surveyId: given.surveyId, digest })) ?? undefined;
      const taken = takeResponse({
        survey: known.survey,
        admission,
        answers: given.answers,
        comment: given.comment ?? null,
        respondent: ports.randomId(),
      });
      if (!taken.ok) return taken;
      const { repeated } = await store.commit({
        key: `answer:${digest}`,
        fingerprint: 'spent',
        documents: [],
        admissions: [],
        spent: [{ surveyId: given.surveyId, digest }],
        responses: [{ surveyId: given.surveyId, response: taken.response }],
        events: [],
      });
      if (repeated) return { ok: false as const, rejection: { code: 'engagement/already-answered' as const } };
      return { ok: true as const };
    },

    /** Closes a survey: opens its audit on who answered and releases the declared plan in the best order. */
    close: async (command: Command & { readonly surveyId: string; readonly earlierSurveyId?: string }) => {
      const known = await load(command.surveyId);
      if (known === null) return notFound('survey', command.surveyId);
      const closed = advanceSurvey({ survey: known.survey, to: 'closed' });
      if (!closed.ok) return closed;
      const responses = await responsesOf(command.surveyId);
      if (responses.length < closed.survey.minimumGroup) {
        const events = [
          eventOf(ports, command, 'meritkit.engagement.survey-closed.v1', { surveyId: command.surveyId }),
        ];
        await save(ports, command, {
          documents: [documentOf('survey', command.surveyId, closed.survey, known.document)],
          events,
        });
        return { ok: true as const, survey: closed.survey, plan: null, events };
      }
      const earlier = command.earlierSurveyId === undefined ? null : await loadAudit(command.earlierSurveyId);
      const audit = openAudit({
        survey: command.surveyId,
        minimumGroup: closed.survey.minimumGroup,
        roster: rosterOf(responses),
        ...(earlier === null ? {} : { earlier: earlier.audit }),
      });
      const byItem = answersByItem(responses);
      const items = itemIdsOf(closed.survey)
        .map((id) => ({
          id,
          respondents: Object.entries(byItem[id] ?? {}).flatMap(([token, value]) => (value === null ? [] : [token])),
        }))
        .filter((item) => item.respondents.length > 0);
      const { audit: planned, ...plan } = planReleases({
        audit,
        views: closed.survey.plan,
        items,
        seed: command.surveyId,
      });
      const events = await save(ports, command, {
        documents: [
          documentOf('survey', command.surveyId, { ...closed.survey, published: plan.published }, known.document),
          documentOf('audit', command.surveyId, planned, null),
        ],
        events: [eventOf(ports, command, 'meritkit.engagement.survey-closed.v1', { surveyId: command.surveyId })],
      });
      return { ok: true as const, survey: closed.survey, plan, events };
    },

    /** Publishes a closed survey: the index of every view of its plan that the audit lets through. */
    publish: async (command: Command & { readonly surveyId: string }) => {
      const known = await load(command.surveyId);
      if (known === null) return notFound('survey', command.surveyId);
      const published = advanceSurvey({ survey: known.survey, to: 'published' });
      if (!published.ok) return published;
      const stored = await loadAudit(command.surveyId);
      const answers = answersByItem(await responsesOf(command.surveyId));
      let audit = stored?.audit ?? null;
      const views = known.survey.plan.map((view) => {
        if (audit === null)
          return { id: view.id, released: false as const, code: 'engagement/group-too-small' as const };
        const released = releaseEngagementIndex({
          audit,
          definition: known.survey.definition,
          answers,
          where: view.where,
        });
        audit = released.audit;
        if (!released.ok) return { id: view.id, released: false as const, code: released.rejection.code };
        const { audit: _audit, ok: _ok, ...shown } = released;
        return { id: view.id, released: true as const, ...shown };
      });
      const events = await save(ports, command, {
        documents: [
          documentOf('survey', command.surveyId, published.survey, known.document),
          ...(stored === null || audit === null ? [] : [documentOf('audit', command.surveyId, audit, stored.document)]),
        ],
        events: [
          eventOf(ports, command, 'meritkit.engagement.survey-published.v1', {
            surveyId: command.surveyId,
            views: views.filter((view) => view.released).length,
          }),
        ],
      });
      return { ok: true as const, survey: published.survey, views, events };
    },

    /** Answers a question of the day about one item, after the plan; the audit's next state is stored first. */
    ask: async (
      command: Command & {
        readonly surveyId: string;
        readonly item: string;
        readonly where: Where;
        readonly invited: number;
      },
    ) => {
      const known = await load(command.surveyId);
      const stored = await loadAudit(command.surveyId);
      if (known === null || stored === null) return notFound('audit', command.surveyId);
      if (known.survey.status !== 'published') {
        return {
          ok: false as const,
          rejection: { code: 'engagement/survey-not-open' as const, status: known.survey.status },
        };
      }
      const answers = answersByItem(await responsesOf(command.surveyId))[command.item] ?? {};
      const { item, where, invited } = command;
      const released = releaseFavourability({
        audit: stored.audit,
        answers,
        item,
        invited,
        where,
        scale: known.survey.definition.scale,
      });
      await save(ports, command, {
        documents: [documentOf('audit', command.surveyId, released.audit, stored.document)],
      });
      const { audit: _audit, ...shown } = released;
      return shown;
    },

    /** Releases the headline share of one item with noise, once, within the survey's budget. */
    askNoisy: async (
      command: Command & {
        readonly surveyId: string;
        readonly item: string;
        readonly epsilon: number;
        readonly budget: number;
      },
    ) => {
      const known = await load(command.surveyId);
      if (known === null) return notFound('survey', command.surveyId);
      const stored = await store.load({ type: 'budget', id: command.surveyId });
      const budget =
        stored === null ? openNoiseBudget({ epsilon: command.budget }) : (stored.body as unknown as NoiseBudget);
      const values = Object.values(answersByItem(await responsesOf(command.surveyId))[command.item] ?? {}).filter(
        (value) => value !== null,
      );
      const favourable = values.filter((value) => value >= known.survey.definition.scale.favourableFrom).length;
      if (values.length < known.survey.minimumGroup) {
        const { minimumGroup } = known.survey;
        return { ok: false as const, rejection: { code: 'engagement/group-too-small' as const, minimumGroup } };
      }
      const released = releaseNoisyShare({
        budget,
        view: command.item,
        favourable,
        answered: values.length,
        epsilon: command.epsilon,
        uniform: ports.randomUniform(),
      });
      await save(ports, command, { documents: [documentOf('budget', command.surveyId, released.budget, stored)] });
      const { budget: _budget, ...shown } = released;
      return shown;
    },

    /** Reads a survey and its certificate's counts. */
    read: async (command: { readonly actor: Command['actor']; readonly surveyId: string }) => {
      const known = await load(command.surveyId);
      if (known === null) return notFound('survey', command.surveyId);
      await record(ports, command, 'read', { type: 'survey', id: command.surveyId });
      return { ok: true as const, survey: known.survey };
    },
  };
}
