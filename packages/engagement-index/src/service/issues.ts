import { assignIssue, closeIssue, listAnswers, measureResolution, raiseIssue } from '../issues/issue.ts';
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
} from './context.ts';
import { readClosing, readIssue } from './inputs.ts';
import { once } from './once.ts';
import { readActor, readPersonId } from './read.ts';

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
        const issue = raiseIssue(readIssue(command.issue));
        const existing = await refuseExisting(context, 'issue', issue.id);
        if (existing !== null) return existing;
        const events = [eventOf(context, command, 'meritkit.engagement.issue-raised.v1', { issueId: issue.id })];
        return keep(
          {
            documents: [documentOf('issue', issue.id, issue, null)],
            events,
          },
          { ok: true as const, issue, events },
        );
      }),

    /** Gives an issue an owner and a deadline; the same ones again, under another key, tell nothing. */
    assign: (command: Command & { readonly issueId: string; readonly owner: string; readonly deadline: string }) =>
      once(context, 'issue.assign', command, async (keep) => {
        const known = await load(command.issueId);
        if (known === null) return notFound('issue', command.issueId);
        const { issueId, deadline } = command;
        const owner = readPersonId(command.owner, ['owner']);
        const assigned = assignIssue({ issue: known.issue, owner, deadline });
        if (!assigned.ok) return assigned;
        const isNew = known.issue.owner !== owner || known.issue.deadline !== deadline;
        const events = isNew
          ? [eventOf(context, command, 'meritkit.engagement.issue-assigned.v1', { issueId, deadline })]
          : [];
        const documents = [documentOf('issue', issueId, assigned.issue, known.document)];
        return keep({ documents, events, about: [owner] }, { ...assigned, events });
      }),

    close: (command: Command & Omit<Parameters<typeof closeIssue>[0], 'issue'> & { readonly issueId: string }) =>
      once(context, 'issue.close', command, async (keep) => {
        const closing = readClosing(command);
        const known = await load(command.issueId);
        if (known === null) return notFound('issue', command.issueId);
        const closed = closeIssue({ issue: known.issue, ...closing });
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

    /** Every issue with how many it touches, its owner and its deadline, in the order of their ids; the read is recorded. */
    list: async ({ actor }: Read) => {
      readActor(actor);
      const issues = await all();
      const people = issues.flatMap(({ owner }) => (owner === null ? [] : [owner]));
      await record(context, { actor, action: 'issue.list', subject: { type: 'issue', id: 'all' }, people });
      return issues;
    },

    /** How much of what was raised is resolved, by the people it touches; it names nobody. */
    resolution: async (command: { readonly asOf: string; readonly target: number }) =>
      measureResolution({ issues: await all(), ...command }),

    /** "You said, we did", for everybody; it names nobody. */
    answers: async () => listAnswers({ issues: await all() }),
  };
}
