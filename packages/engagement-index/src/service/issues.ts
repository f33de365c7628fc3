import { assignIssue, closeIssue, type Issue, listAnswers, measureResolution, raiseIssue } from '../issues/issue.ts';
import { type Command, documentOf, type EngagementPorts, eventOf, everyPage, notFound, save } from './context.ts';

/** Service calls of issues: raised by anyone any day, owned, closed with an answer to everyone. */
export function issueCalls(ports: EngagementPorts) {
  const { store } = ports;
  const load = async (id: string) => {
    const document = await store.load({ type: 'issue', id });
    return document === null ? null : { document, issue: document.body as unknown as Issue };
  };
  const all = async () =>
    (await everyPage((page) => store.list({ type: 'issue', page }))).map(
      (document) => document.body as unknown as Issue,
    );

  return {
    raise: async (command: Command & { readonly issue: Parameters<typeof raiseIssue>[0] }) => {
      const issue = raiseIssue(command.issue);
      const events = await save(ports, command, {
        documents: [documentOf('issue', issue.id, issue, null)],
        events: [eventOf(ports, command, 'meritkit.engagement.issue-raised.v1', { issueId: issue.id })],
      });
      return { ok: true as const, issue, events };
    },

    assign: async (
      command: Command & { readonly issueId: string; readonly owner: string; readonly deadline: string },
    ) => {
      const known = await load(command.issueId);
      if (known === null) return notFound('issue', command.issueId);
      const { owner, deadline } = command;
      const assigned = assignIssue({ issue: known.issue, owner, deadline });
      if (!assigned.ok) return assigned;
      const events = await save(ports, command, {
        documents: [documentOf('issue', command.issueId, assigned.issue, known.document, [owner])],
        events: [
          eventOf(ports, command, 'meritkit.engagement.issue-assigned.v1', { issueId: command.issueId, deadline }),
        ],
      });
      return { ...assigned, events };
    },

    close: async (
      command: Command & Omit<Parameters<typeof closeIssue>[0], 'issue'> & { readonly issueId: string },
    ) => {
      const known = await load(command.issueId);
      if (known === null) return notFound('issue', command.issueId);
      const closed = closeIssue({ issue: known.issue, as: command.as, on: command.on, answer: command.answer });
      if (!closed.ok) return closed;
      const events = await save(ports, command, {
        documents: [documentOf('issue', command.issueId, closed.issue, known.document)],
        events: [
          eventOf(ports, command, 'meritkit.engagement.issue-closed.v1', { issueId: command.issueId, as: command.as }),
        ],
      });
      return { ...closed, events };
    },

    resolution: async (command: { readonly asOf: string; readonly target: number }) =>
      measureResolution({ issues: await all(), ...command }),

    answers: async () => listAnswers({ issues: await all() }),
  };
}
