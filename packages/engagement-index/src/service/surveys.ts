import type { CloudEvent } from '@meritkit/core/events';
import { type PlannedView, planReleases } from '../audit/plan.ts';
import { type AuditState, openAudit } from '../audit/state.ts';
import { releaseEngagementIndex } from '../release/engagement-index.ts';
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
  once,
  record,
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
    draft: (command: Command & { readonly survey: Draft }) =>
      once(ports, 'survey.draft', command, async (keep) => {
        const survey = draftSurvey(command.survey);
        return keep(
          { documents: [documentOf('survey', survey.id, survey, null)] },
          { ok: true as const, survey, events: [] as readonly CloudEvent[] },
        );
      }),

    /** Changes the rules of a draft; after opening they are immutable. */
    changePolicy: (
      command: Command & {
        readonly surveyId: string;
        readonly minimumGroup: number;
        readonly plan?: readonly PlannedView[];
      },
    ) =>
      once(ports, 'survey.changePolicy', command, async (keep) => {
        const known = await load(command.surveyId);
        if (known === null) return notFound('survey', command.surveyId);
        const { minimumGroup, plan } = command;
        const changed = changePolicy({ survey: known.survey, minimumGroup, ...(plan === undefined ? {} : { plan }) });
        if (!changed.ok) return changed;
        return keep({ documents: [documentOf('survey', command.surveyId, changed.survey, known.document)] }, changed);
      }),

    /** Opens a survey. `deliveries` leave this call once and are stored nowhere: a replay has none. */
    open: (command: Command & { readonly surveyId: string; readonly invitees: readonly Invitee[] }) =>
      once(ports, 'survey.open', command, async (keep) => {
        const known = await load(command.surveyId);
        if (known === null) return notFound('survey', command.surveyId);
        const tokens = command.invitees.map(() => ports.randomId());
        const opened = openSurvey({ survey: known.survey, invitees: command.invitees, tokens, secret: ports.secret });
        if (!opened.ok) return opened;
        const { invited, minimumGroup } = opened.survey;
        const { surveyId } = command;
        const events = [
          eventOf(ports, command, 'meritkit.engagement.survey-opened.v1', { surveyId, invited, minimumGroup }),
        ];
        const nothing: typeof opened.deliveries = [];
        return keep(
          {
            documents: [documentOf('survey', surveyId, opened.survey, known.document)],
            admissions: opened.admissions.map((admission) => ({ surveyId, admission })),
            events,
          },
          { ok: true as const, survey: opened.survey, deliveries: nothing, events },
          { deliveries: opened.deliveries },
        );
      }),

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
    close: (command: Command & { readonly surveyId: string; readonly earlierSurveyId?: string }) =>
      once(ports, 'survey.close', command, async (keep) => {
        const known = await load(command.surveyId);
        if (known === null) return notFound('survey', command.surveyId);
        const closed = advanceSurvey({ survey: known.survey, to: 'closed' });
        if (!closed.ok) return closed;
        const responses = await responsesOf(command.surveyId);
        if (responses.length < closed.survey.minimumGroup) {
          const events = [
            eventOf(ports, command, 'meritkit.engagement.survey-closed.v1', { surveyId: command.surveyId }),
          ];
          return keep(
            { documents: [documentOf('survey', command.surveyId, closed.survey, known.document)], events },
            { ok: true as const, survey: closed.survey, plan: null, events },
          );
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
        const events = [
          eventOf(ports, command, 'meritkit.engagement.survey-closed.v1', { surveyId: command.surveyId }),
        ];
        return keep(
          {
            documents: [
              documentOf('survey', command.surveyId, { ...closed.survey, published: plan.published }, known.document),
              documentOf('audit', command.surveyId, planned, null),
            ],
            events,
          },
          { ok: true as const, survey: closed.survey, plan, events },
        );
      }),

    /** Publishes a closed survey: the index of every view of its plan that the audit lets through. */
    publish: (command: Command & { readonly surveyId: string }) =>
      once(ports, 'survey.publish', command, async (keep) => {
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
        const events = [
          eventOf(ports, command, 'meritkit.engagement.survey-published.v1', {
            surveyId: command.surveyId,
            views: views.filter((view) => view.released).length,
          }),
        ];
        return keep(
          {
            documents: [
              documentOf('survey', command.surveyId, published.survey, known.document),
              ...(stored === null || audit === null
                ? []
                : [documentOf('audit', command.surveyId, audit, stored.document)]),
            ],
            events,
          },
          { ok: true as const, survey: published.survey, views, events },
        );
      }),

    /** Reads a survey and its certificate's counts. */
    read: async (command: { readonly actor: Command['actor']; readonly surveyId: string }) => {
      const known = await load(command.surveyId);
      if (known === null) return notFound('survey', command.surveyId);
      await record(ports, command, 'read', { type: 'survey', id: command.surveyId });
      return { ok: true as const, survey: known.survey };
    },
  };
}
