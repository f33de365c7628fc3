import { decideEnrolment, type Entrant } from '../activities/enrolment.ts';
import { pickWinners, rankEntries } from '../activities/leaderboard.ts';
import { type ActivityFact, measureProgress } from '../activities/progress.ts';
import { parseActivity } from '../activities/schema.ts';
import { type RecommendationOption, recommendActivity } from '../recommend/recommend.ts';
import { readBody } from '../stored/upcast.ts';
import { type Command, documentOf, type EngagementContext, eventOf, everyPage, notFound, once } from './context.ts';

/** Service calls of activities: announce, join, see the board, finish, recommend. */
export function activityCalls(context: EngagementContext) {
  const { store } = context;
  const load = async (id: string) => {
    const document = await store.load({ type: 'activity', id });
    return document === null ? null : { document, activity: readBody('activity', document.body) };
  };
  const enrolmentsOf = async (activityId: string) =>
    (await everyPage((page) => store.list({ type: 'enrolment', page })))
      .map((document) => readBody('enrolment', document.body))
      .filter((enrolment) => enrolment.activityId === activityId);

  return {
    announce: (command: Command & { readonly activity: unknown }) =>
      once(context, 'activity.announce', command, async (keep) => {
        const activity = parseActivity(command.activity);
        const events = [
          eventOf(context, command, 'meritkit.engagement.activity-announced.v1', { activityId: activity.id }),
        ];
        return keep(
          {
            documents: [documentOf('activity', activity.id, activity, null)],
            events,
          },
          { ok: true as const, activity, events },
        );
      }),

    /** Joins; the activity's version guards capacity and one entry per person against races. */
    join: (
      command: Command & { readonly activityId: string; readonly entrants: readonly Entrant[]; readonly on: string },
    ) =>
      once(context, 'activity.join', command, async (keep) => {
        const known = await load(command.activityId);
        if (known === null) return notFound('activity', command.activityId);
        const decided = decideEnrolment({
          activity: known.activity,
          enrolments: await enrolmentsOf(command.activityId),
          id: command.key,
          entrants: command.entrants,
          on: command.on,
        });
        if (!decided.ok) return decided;
        const { enrolment } = decided;
        const events = [
          eventOf(context, command, 'meritkit.engagement.activity-joined.v1', {
            activityId: command.activityId,
            enrolmentId: enrolment.id,
          }),
        ];
        return keep(
          {
            documents: [
              documentOf('activity', command.activityId, known.activity, known.document),
              documentOf('enrolment', enrolment.id, enrolment, null, enrolment.members),
            ],
            events,
          },
          { ...decided, events },
        );
      }),

    /** An activity as it was announced, and who takes part. */
    read: async ({ activityId }: { readonly activityId: string }) => {
      const known = await load(activityId);
      if (known === null) return notFound('activity', activityId);
      return { ok: true as const, activity: known.activity, enrolments: await enrolmentsOf(activityId) };
    },

    /** Every activity that was announced, in the order of their ids. */
    list: async () =>
      (await everyPage((page) => store.list({ type: 'activity', page }))).map((document) =>
        readBody('activity', document.body),
      ),

    board: async (command: { readonly activityId: string; readonly facts: readonly ActivityFact[] }) => {
      const known = await load(command.activityId);
      if (known === null) return notFound('activity', command.activityId);
      const progress = (await enrolmentsOf(command.activityId)).map((enrolment) =>
        measureProgress({ activity: known.activity, enrolment, facts: command.facts }),
      );
      return { ok: true as const, lines: rankEntries({ progress }), progress };
    },

    /** Finishes an activity: winners and one reward instruction per member, the same on every run. */
    finish: (command: Command & { readonly activityId: string; readonly facts: readonly ActivityFact[] }) =>
      once(context, 'activity.finish', command, async (keep) => {
        const known = await load(command.activityId);
        if (known === null) return notFound('activity', command.activityId);
        const enrolments = await enrolmentsOf(command.activityId);
        const progress = enrolments.map((enrolment) =>
          measureProgress({ activity: known.activity, enrolment, facts: command.facts }),
        );
        const winners = pickWinners({ activity: known.activity, enrolments, progress });
        const rewards = winners.rewards.map(({ key, personId, amount }) => ({ key, personId, amount }));
        const events = [
          eventOf(context, command, 'meritkit.engagement.activity-won.v1', { activityId: command.activityId, rewards }),
        ];
        return keep(
          {
            documents: [documentOf('activity', command.activityId, known.activity, known.document)],
            events,
            personIds: [
              ...enrolments.flatMap((enrolment) => enrolment.members),
              ...rewards.map((reward) => reward.personId),
            ],
          },
          { ok: true as const, winners, events },
        );
      }),

    /** Recommends one activity to a person and logs the choice with its chance and reasons. */
    recommend: (command: Command & { readonly personId: string; readonly options: readonly RecommendationOption[] }) =>
      once(context, 'activity.recommend', command, async (keep) => {
        const recommendation = recommendActivity({ options: command.options, seed: context.tokens() });
        const body = { personId: command.personId, at: context.now(), ...recommendation };
        return keep(
          { documents: [documentOf('recommendation', command.key, body, null, [command.personId])] },
          { ok: true as const, recommendation },
        );
      }),

    /** Every recommendation that was made, to whom and when: with who joined, the log that `evaluatePolicy` reads. */
    recommendations: async () =>
      (await everyPage((page) => store.list({ type: 'recommendation', page }))).map((document) =>
        readBody('recommendation', document.body),
      ),
  };
}
