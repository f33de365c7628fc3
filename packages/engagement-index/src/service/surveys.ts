import { invalidInput } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import { type PlannedView, planReleases } from '../audit/plan.ts';
import { openAudit } from '../audit/state.ts';
import { answersByItem, rosterOf, takeResponse } from '../survey/answer.ts';
import { type Invitee, openSurvey, tokenDigest } from '../survey/open.ts';
import {
  type AnonymousResponse,
  advanceSurvey,
  changePolicy,
  draftSurvey,
  itemIdsOf,
  type Survey,
} from '../survey/survey.ts';
import { record } from './audit.ts';
import { type Command, documentOf, type EngagementContext, eventOf, notFound, refuseExisting } from './context.ts';
import { checkGiven, readDraft, readInvitees, readPlan } from './inputs.ts';
import { once } from './once.ts';
import { readActor } from './read.ts';
import { invitedEntries, surveyDocuments } from './survey-documents.ts';

type Draft = Parameters<typeof draftSurvey>[0];

/** Service calls of a survey's life up to its close. `answer` alone takes no actor: it must not know one. */
export function surveyCalls(context: EngagementContext) {
  const { store } = context;
  const documents = surveyDocuments(context);
  const load = documents.loadSurvey;

  return {
    /** Drafts a survey. @throws InvalidInputError as `draftSurvey` */
    draft: (command: Command & { readonly survey: Draft }) =>
      once(context, 'survey.draft', command, async (keep) => {
        const survey = draftSurvey(readDraft(command.survey));
        const existing = await refuseExisting(context, 'survey', survey.id);
        if (existing !== null) return existing;
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
      once(context, 'survey.changePolicy', command, async (keep) => {
        const known = await load(command.surveyId);
        if (known === null) return notFound('survey', command.surveyId);
        const { minimumGroup } = command;
        const plan = command.plan === undefined ? undefined : readPlan(command.plan);
        const changed = changePolicy({ survey: known.survey, minimumGroup, ...(plan === undefined ? {} : { plan }) });
        if (!changed.ok) return changed;
        return keep({ documents: [documentOf('survey', command.surveyId, changed.survey, known.document)] }, changed);
      }),

    /**
     * Opens a survey. `deliveries` leave this call once and are stored nowhere: a replay has none. A wave of a series
     * also keeps who is invited, under digests, until it closes.
     *
     * @throws InvalidInputError as `openSurvey`, and `engagement/threshold-changed` in a series
     */
    open: (command: Command & { readonly surveyId: string; readonly invitees: readonly Invitee[] }) =>
      once(context, 'survey.open', command, async (keep) => {
        const known = await load(command.surveyId);
        if (known === null) return notFound('survey', command.surveyId);
        const before = await documents.minimumBefore(known.survey);
        if (before !== null && before !== known.survey.minimumGroup) {
          throw invalidInput('engagement/threshold-changed', ['minimumGroup'], `the waves before have ${before}`);
        }
        const invitees = readInvitees(command.invitees);
        const tokens = invitees.map(() => context.tokens());
        const opened = openSurvey({ survey: known.survey, invitees, tokens, secret: context.secret });
        if (!opened.ok) return opened;
        const { invited, minimumGroup } = opened.survey;
        const { surveyId } = command;
        const events = [
          eventOf(context, command, 'meritkit.engagement.survey-opened.v1', { surveyId, invited, minimumGroup }),
        ];
        const nothing: typeof opened.deliveries = [];
        const { survey } = known;
        const people = invitedEntries({ survey, invitees, secret: context.secret });
        return keep(
          {
            documents: [
              documentOf('survey', surveyId, opened.survey, known.document),
              ...(survey.series === null ? [] : [documentOf('invited', surveyId, { people }, null)]),
            ],
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
      checkGiven(given);
      const known = await load(given.surveyId);
      if (known === null) return notFound('survey', given.surveyId);
      const digest = tokenDigest({ token: given.token, surveyId: given.surveyId, secret: context.secret });
      const admission = (await store.findAdmission({ surveyId: given.surveyId, digest })) ?? undefined;
      const taken = takeResponse({
        survey: known.survey,
        admission,
        answers: given.answers,
        comment: given.comment ?? null,
        respondent: context.tokens(),
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

    /**
     * Closes a survey: opens its audit on who answered and releases the declared plan in the best order. A wave of a
     * series is audited beside all waves before it.
     */
    close: (command: Command & { readonly surveyId: string }) =>
      once(context, 'survey.close', command, async (keep) => {
        const known = await load(command.surveyId);
        if (known === null) return notFound('survey', command.surveyId);
        const closed = advanceSurvey({ survey: known.survey, to: 'closed' });
        if (!closed.ok) return closed;
        const { survey } = closed;
        const events = [eventOf(context, command, 'meritkit.engagement.survey-closed.v1', { surveyId: survey.id })];
        const responses = await documents.responsesOf(survey.id);
        if (responses.length < survey.minimumGroup) {
          const forgotten = await documents.forgetInvited(survey);
          const written = [documentOf('survey', survey.id, survey, known.document), ...forgotten];
          return keep({ documents: written, events }, { ok: true as const, survey, plan: null, events });
        }
        const wave = await documents.nextWave(survey);
        const { audit, ...plan } = planOf(survey, responses, wave.audit);
        return keep(
          {
            documents: [
              documentOf('survey', survey.id, survey, known.document),
              documentOf('audit', survey.id, audit, null),
              ...wave.documents,
            ],
            events,
          },
          { ok: true as const, survey, plan, events },
        );
      }),

    /** Reads a survey: its rules and where it stands. */
    read: async (command: { readonly actor: Command['actor']; readonly surveyId: string }) => {
      const { surveyId } = command;
      const actor = readActor(command.actor);
      const known = await load(surveyId);
      if (known === null) return notFound('survey', surveyId);
      await record(context, { actor, action: 'survey.read', subject: { type: 'survey', id: surveyId } });
      return { ok: true as const, survey: known.survey };
    },
  };
}

/** Opens the audit of a survey on who answered, and releases its plan. */
function planOf(
  survey: Survey,
  responses: readonly AnonymousResponse[],
  wave: Pick<Parameters<typeof openAudit>[0], 'invited' | 'earlier'>,
) {
  const { id, minimumGroup, plan } = survey;
  const audit = openAudit({ survey: id, minimumGroup, roster: rosterOf(responses), ...wave });
  const byItem = answersByItem(responses);
  const items = itemIdsOf(survey).flatMap((item) => {
    const answered = Object.entries(byItem[item] ?? {}).flatMap(([token, value]) => (value === null ? [] : [token]));
    return answered.length === 0 ? [] : [{ id: item, respondents: answered }];
  });
  return planReleases({ audit, views: plan, items, seed: id });
}
