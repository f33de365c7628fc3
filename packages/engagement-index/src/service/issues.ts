import { assignIssue, closeIssue, listAnswers, measureResolution, raiseIssue } from '../issues/issue.ts';
import { readBody } from '../stored/upcast.ts';
import { type Command, documentOf, type EngagementContext, eventOf, everyPage, notFound, once } from './context.ts';

/** Service calls of issues: raised by anyone any day, owned, closed with an answer to everyone. */
export function issueCalls(context: EngagementContext) {
  const { store } = context;
  const load = async (id: string) => {
    const document = await store.load({ type: 'issue', id });
    return document === null ? null : { document, issue: readBody('issue', document.body) };
  };
  const all = async () =>
    (await everyPage((page) => store.list({ type: 'issue', page }))).map((document) =>
      readBody('issue', document.body),
    );

  return {
    raise: (command: Command & { readonly issue: Parameters<typeof raiseIssue>[0] }) =>
      once(context, 'issue.raise', command, async (keep) => {
        const issue = raiseIssue(command.issue);
        const events = [eventOf(context, command, 'meritkit.engagement.issue-raised.v1', { issueId: issue.id })];
        return keep(
          {
            documents: [documentOf('issue', issue.id, issue, null)],
            events,
          },
          { ok: true as const, issue, events },
        );
      }),

    assign: (command: Command & { readonly issueId: string; readonly owner: string; readonly deadline: string }) =>
      once(context, 'issue.assign', command, async (keep) => {
        const known = await load(command.issueId);
        if (known === null) return notFound('issue', command.issueId);
        const { owner, deadline } = command;
        const assigned = assignIssue({ issue: known.issue, owner, deadline });
        if (!assigned.ok) return assigned;
        const events = [
          eventOf(context, command, 'meritkit.engagement.issue-assigned.v1', { issueId: command.issueId, deadline }),
        ];
        return keep(
          {
            documents: [documentOf('issue', command.issueId, assigned.issue, known.document, [owner])],
            events,
          },
          { ...assigned, events },
        );
      }),

    close: (command: Command & Omit<Parameters<typeof closeIssue>[0], 'issue'> & { readonly issueId: string }) =>
      once(context, 'issue.close', command, async (keep) => {
        const known = await load(command.issueId);
        if (known === null) return notFound('issue', command.issueId);
        const closed = closeIssue({ issue: known.issue, as: command.as, on: command.on, answer: command.answer });
        if (!closed.ok) return closed;
        const events = [
          eventOf(context, command, 'meritkit.engagement.issue-closed.v1', {
            issueId: command.issueId,
            as: command.as,
          }),
        ];
        return keep(
          {
            documents: [documentOf('issue', command.issueId, closed.issue, known.document)],
            events,
          },
          { ...closed, events },
        );
      }),

    /** Every issue with whom it touches, its owner and its deadline, in the order of their ids. */
    list: all,

    resolution: async (command: { readonly asOf: string; readonly target: number }) =>
      measureResolution({ issues: await all(), ...command }),

    answers: async () => listAnswers({ issues: await all() }),
  };
}
