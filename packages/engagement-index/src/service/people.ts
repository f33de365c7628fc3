import { type AttributedSignal, type BehaviourPurpose, buildStateReport } from '../state/report.ts';
import { readBody } from '../stored/upcast.ts';
import { type Command, documentOf, type EngagementContext, everyPage, once, record } from './context.ts';

/** Service calls about one person: the attributed lane, its report, export and erasure. */
export function personCalls(context: EngagementContext) {
  const { store } = context;
  const documentsOf = (personId: string) => everyPage((page) => store.listByPerson({ personId, page }));

  return {
    addSignal: (command: Command & { readonly signal: AttributedSignal }) =>
      once(context, 'person.addSignal', command, async (keep) => {
        const { signal } = command;
        buildStateReport({ personId: signal.personId, signals: [signal] });
        return keep(
          { documents: [documentOf('signal', command.key, signal, null, [signal.personId])] },
          { ok: true as const },
        );
      }),

    /** The person's state report, from stored attributed signals alone; the read is recorded. */
    stateReport: async (command: {
      readonly actor: Command['actor'];
      readonly personId: string;
      readonly behaviour?: BehaviourPurpose;
    }) => {
      const signals = (await documentsOf(command.personId))
        .filter((document) => document.type === 'signal')
        .map((document) => readBody('signal', document.body));
      await record(context, command, 'read', { type: 'person', id: command.personId, personIds: [command.personId] });
      const { personId, behaviour } = command;
      return {
        ok: true as const,
        report: buildStateReport({ personId, signals, ...(behaviour === undefined ? {} : { behaviour }) }),
      };
    },

    /**
     * Everything stored that names a person, as plain data and as it lies there: each body says its version, and one
     * that a newer build wrote is theirs too. Anonymous answers name nobody and cannot be found.
     */
    exportPerson: async (command: { readonly actor: Command['actor']; readonly personId: string }) => {
      await record(context, command, 'exported', {
        type: 'person',
        id: command.personId,
        personIds: [command.personId],
      });
      return { ok: true as const, documents: await documentsOf(command.personId) };
    },

    erasePerson: async (command: Command & { readonly personId: string }) => {
      const { documents } = await store.erasePerson({ personId: command.personId, key: command.key });
      await record(context, command, 'erased', { type: 'person', id: 'erased' });
      return { ok: true as const, documents };
    },
  };
}
