import { reject } from '@meritkit/core/errors';
import { decideEnrolment, type Entrant, leaveActivity } from '../activities/enrolment.ts';
import { finishActivity } from '../activities/finish.ts';
import { rankEntries } from '../activities/leaderboard.ts';
import { type ActivityFact, measureProgress } from '../activities/progress.ts';
import { parseActivity } from '../activities/schema.ts';
import { type RecommendationOption, recommendActivity } from '../recommend/recommend.ts';
import { readBody } from '../stored/upcast.ts';
import { record } from './audit.ts';
import {
  type Command,
  documentOf,
  type EngagementContext,
  eventOf,
  everyPage,
  notFound,
  type Read,
  refuseExisting,
  storedKey,
} from './context.ts';
import { readEntrants, readFacts, readOptions } from './inputs.ts';
import { once } from './once.ts';
import { mayActAs, notOwnAct } from './own-act.ts';
import { readActor, readId, readPersonId } from './read.ts';

/** Service calls of activities: announce, join, leave, see the board, finish, recommend. */
export function activityCalls(context: EngagementContext) {
  const { store } = context;
  const load = async (id: string) => {
    const document = await store.load({ type: 'activity', id });
    return document === null ? null : { document, activity: readBody('activity', document.body) };
  };
  const entriesOf = async (activityId: string) =>
    (await everyPage((page) => store.list({ type: 'enrolment', page })))
      .map((document) => ({ document, enrolment: readBody('enrolment', document.body) }))
      .filter(({ enrolment }) => enrolment.activityId === activityId && enrolment.members.length > 0);
  const enrolmentsOf = async (activityId: string) => (await entriesOf(activityId)).map(({ enrolment }) => enrolment);

  return {
    announce: (command: Command & { readonly activity: unknown }) =>
      once(context, 'activity.announce', command, async (keep) => {
        const activity = parseActivity(command.activity);
        const activityId = readId(activity.id, ['activity', 'id']);
        const existing = await refuseExisting(context, 'activity', activityId);
        if (existing !== null) return existing;
        const events = [eventOf(context, command, 'meritkit.engagement.activity-announced.v1', { activityId })];
        const documents = [documentOf('activity', activityId, { ...activity, finished: null }, null)];
        return keep({ documents, events }, { ok: true as const, activity, events });
      }),

    /**
     * Joins: a person enters themselves, and one of its members a team. The activity's version guards capacity and one
     * entry per person against races.
     */
    join: (
      command: Command & { readonly activityId: string; readonly entrants: readonly Entrant[]; readonly on: string },
    ) =>
      once(context, 'activity.join', command, async (keep) => {
        const { activityId } = command;
        const entrants = readEntrants(command.entrants);
        const people = entrants.map(({ personId }) => personId);
        const known = await load(activityId);
        if (known === null) return notFound('activity', activityId);
        const { finished } = known.activity;
        if (finished !== null) return reject('engagement/activity-finished', { on: finished.on });
        if (people[0] !== undefined && !mayActAs(context, command.actor, ...people)) return notOwnAct(people[0]);
        const decided = decideEnrolment({
          activity: known.activity,
          enrolments: await enrolmentsOf(activityId),
          id: storedKey(context, command.key),
          entrants,
          on: command.on,
        });
        if (!decided.ok) return decided;
        const { enrolment } = decided;
        const enrolmentId = enrolment.id;
        const events = [
          eventOf(context, command, 'meritkit.engagement.activity-joined.v1', { activityId, enrolmentId }),
        ];
        const documents = [
          documentOf('activity', activityId, known.activity, known.document),
          documentOf('enrolment', enrolmentId, enrolment, null),
        ];
        return keep({ documents, events, about: enrolment.members }, { ...decided, events });
      }),

    /** Leaves an activity that is not finished, oneself; a place in it is free again, and one may enter again. */
    leave: (command: Command & { readonly activityId: string; readonly personId: string }) =>
      once(context, 'activity.leave', command, async (keep) => {
        const { activityId } = command;
        const personId = readPersonId(command.personId, ['personId']);
        const known = await load(activityId);
        if (known === null) return notFound('activity', activityId);
        const { finished } = known.activity;
        if (finished !== null) return reject('engagement/activity-finished', { on: finished.on });
        if (!mayActAs(context, command.actor, personId)) return notOwnAct(personId);
        const entries = await entriesOf(activityId);
        const left = leaveActivity({ enrolments: entries.map(({ enrolment }) => enrolment), personId });
        if (!left.ok) return left;
        const { id: enrolmentId } = left.enrolment;
        const entry = entries.find(({ enrolment }) => enrolment.id === enrolmentId);
        const events = [eventOf(context, command, 'meritkit.engagement.activity-left.v1', { activityId, enrolmentId })];
        const documents = [
          documentOf('activity', activityId, known.activity, known.document),
          documentOf('enrolment', enrolmentId, left.enrolment, entry?.document ?? null),
        ];
        return keep({ documents, events, about: [personId] }, { ...left, events });
      }),

    /** An activity as it was announced, whether it is finished, and who takes part; the read is recorded. */
    read: async ({ actor, activityId }: Read & { readonly activityId: string }) => {
      readActor(actor);
      const known = await load(activityId);
      if (known === null) return notFound('activity', activityId);
      const enrolments = await enrolmentsOf(activityId);
      const people = enrolments.flatMap(({ members }) => members);
      await record(context, { actor, action: 'activity.read', subject: { type: 'activity', id: activityId }, people });
      return { ok: true as const, activity: known.activity, enrolments };
    },

    /** Every activity that was announced, in the order of their ids; it names nobody. */
    list: async () =>
      (await everyPage((page) => store.list({ type: 'activity', page }))).map((document) =>
        readBody('activity', document.body),
      ),

    /** Who stands where, by entry, with the facts behind it; the read is recorded. */
    board: async (command: Read & { readonly activityId: string; readonly facts: readonly ActivityFact[] }) => {
      const { activityId } = command;
      const actor = readActor(command.actor);
      const facts = readFacts(command.facts);
      const known = await load(activityId);
      if (known === null) return notFound('activity', activityId);
      const { activity } = known;
      const progress = (await enrolmentsOf(activityId)).map((enrolment) =>
        measureProgress({ activity, enrolment, facts }),
      );
      await record(context, { actor, action: 'activity.board', subject: { type: 'activity', id: activityId } });
      return { ok: true as const, lines: rankEntries({ progress }), progress };
    },

    /**
     * Finishes an activity, once and after its deadline: winners and one reward instruction per member, the same on every
     * run. `on` is the day in your time zone; `early` ends it before, and says why.
     */
    finish: (
      command: Command & {
        readonly activityId: string;
        readonly facts: readonly ActivityFact[];
        readonly on: string;
        readonly early?: { readonly reason: string };
      },
    ) =>
      once(context, 'activity.finish', command, async (keep) => {
        const { activityId, on, early } = command;
        const facts = readFacts(command.facts);
        const known = await load(activityId);
        if (known === null) return notFound('activity', activityId);
        const enrolments = await enrolmentsOf(activityId);
        const finished = finishActivity({
          ...{ activity: known.activity, enrolments, facts, on },
          ...(early === undefined ? {} : { early }),
        });
        if (!finished.ok) return finished;
        const { activity, winners } = finished;
        const rewards = winners.rewards.map(({ key, personId, amount }) => ({ key, personId, amount }));
        const events = [eventOf(context, command, 'meritkit.engagement.activity-won.v1', { activityId, rewards })];
        const documents = [documentOf('activity', activityId, activity, known.document)];
        const about = rewards.map(({ personId }) => personId);
        return keep({ documents, events, about }, { ok: true as const, winners, events });
      }),

    /** Recommends one activity to a person and logs the choice with its chance and reasons. */
    recommend: (command: Command & { readonly personId: string; readonly options: readonly RecommendationOption[] }) =>
      once(context, 'activity.recommend', command, async (keep) => {
        const personId = readPersonId(command.personId, ['personId']);
        const recommendation = recommendActivity({ options: readOptions(command.options), seed: context.tokens() });
        const logged = { personId, at: context.now(), ...recommendation };
        return keep(
          {
            documents: [documentOf('recommendation', storedKey(context, command.key), logged, null)],
            about: [personId],
          },
          { ok: true as const, recommendation },
        );
      }),

    /**
     * Every recommendation that was made, to whom and when: with who joined, the log that `evaluatePolicy` reads. The read
     * is recorded.
     */
    recommendations: async ({ actor }: Read) => {
      readActor(actor);
      const log = (await everyPage((page) => store.list({ type: 'recommendation', page }))).map((document) =>
        readBody('recommendation', document.body),
      );
      const people = log.map(({ personId }) => personId);
      const subject = { type: 'recommendation', id: 'all' };
      await record(context, { actor, action: 'activity.recommendations', subject, people });
      return log;
    },
  };
}
