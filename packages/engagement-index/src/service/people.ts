import { reject } from '@meritkit/core/errors';
import { withOwnVote } from '../erasure/own-vote.ts';
import { type AttributedSignal, type BehaviourPurpose, buildStateReport } from '../state/report.ts';
import { readBody } from '../stored/upcast.ts';
import { record } from './audit.ts';
import { type Command, documentOf, type EngagementContext, everyPage, type Read, storedKey } from './context.ts';
import { readSignal } from './inputs.ts';
import { once } from './once.ts';
import { mayActAs, notOwnAct } from './own-act.ts';
import { readActor, readId, readPersonId } from './read.ts';

/** Service calls about one person: the attributed lane, its report, export and erasure. */
export function personCalls(context: EngagementContext) {
  const { store } = context;
  const documentsOf = (personId: string) => everyPage((page) => store.listByPerson({ personId, page }));

  return {
    /** Adds a signal about a person; a check-in is their own, and a manager's review is not. */
    addSignal: (command: Command & { readonly signal: AttributedSignal }) =>
      once(context, 'person.addSignal', command, async (keep) => {
        const signal = readSignal(command.signal);
        const { personId, source } = signal;
        buildStateReport({ personId, signals: [signal] });
        if (source === 'own-check-in' && !mayActAs(context, command.actor, personId)) return notOwnAct(personId);
        if (source === 'manager-review' && mayActAs({}, command.actor, personId))
          return reject('engagement/own-review', { personId });
        const documents = [documentOf('signal', storedKey(context, command.key), signal, null)];
        return keep({ documents, about: [personId] }, { ok: true as const });
      }),

    /** The person's state report, from stored attributed signals alone; the read is recorded. */
    stateReport: async (command: Read & { readonly personId: string; readonly behaviour?: BehaviourPurpose }) => {
      const { behaviour } = command;
      const actor = readActor(command.actor);
      const personId = readPersonId(command.personId, ['personId']);
      const signals = (await documentsOf(personId))
        .filter((document) => document.type === 'signal')
        .map((document) => readBody('signal', document.body));
      const report = buildStateReport({ personId, signals, ...(behaviour === undefined ? {} : { behaviour }) });
      await record(context, {
        actor,
        action: 'person.read',
        subject: { type: 'person', id: personId },
        people: [personId],
      });
      return { ok: true as const, report };
    },

    /**
     * Everything stored that names a person, as plain data and as it lies there: each body says its version, and one
     * that a newer build wrote is theirs too. Of an award it has their own vote and nobody else's. Anonymous answers name
     * nobody and cannot be found.
     */
    exportPerson: async (command: Read & { readonly personId: string }) => {
      const actor = readActor(command.actor);
      const personId = readPersonId(command.personId, ['personId']);
      const subject = { type: 'person', id: personId };
      await record(context, { actor, action: 'person.exported', subject, people: [personId] });
      const documents = (await documentsOf(personId)).map((document) => withOwnVote(document, personId));
      return { ok: true as const, documents };
    },

    /** Takes a person out of everything stored and of every event that waits; the record of it names nobody. */
    erasePerson: async (command: Command & { readonly personId: string }) => {
      const actor = readActor(command.actor);
      const personId = readPersonId(command.personId, ['personId']);
      // With the person in it: a key that comes back for somebody else must not pass for their erasure.
      const key = storedKey(context, readId(command.key, ['key']), personId);
      const { documents } = await store.erasePerson({ personId, key });
      await record(context, { actor, action: 'person.erased', subject: { type: 'person', id: 'erased' } });
      return { ok: true as const, documents };
    },
  };
}
