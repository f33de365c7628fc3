import { confirmHelp, type HelpNeed, listBestPractices, signUpToHelp } from '../activities/help-board.ts';
import { readBody } from '../stored/upcast.ts';
import { type Command, documentOf, type EngagementContext, eventOf, everyPage, notFound, once } from './context.ts';

/** Service calls of the cross-team help board: post a need, sign up, confirm, and read what was learnt. */
export function helpBoardCalls(context: EngagementContext) {
  const { store } = context;
  const load = async (id: string) => {
    const document = await store.load({ type: 'help-need', id });
    return document === null ? null : { document, need: readBody('help-need', document.body) };
  };
  const all = async () =>
    (await everyPage((page) => store.list({ type: 'help-need', page }))).map((document) =>
      readBody('help-need', document.body),
    );
  const peopleOf = (need: HelpNeed) => [need.postedBy, ...need.helpers.map((helper) => helper.personId)];

  return {
    post: (command: Command & { readonly need: Pick<HelpNeed, 'id' | 'teamId' | 'postedBy' | 'text'> }) =>
      once(context, 'help.post', command, async (keep) => {
        const { id, teamId, postedBy, text } = command.need;
        const need: HelpNeed = { id, teamId, postedBy, text, helpers: [], bestPractice: null };
        return keep({ documents: [documentOf('help-need', id, need, null, [postedBy])] }, { ok: true as const, need });
      }),

    signUp: (command: Command & { readonly needId: string; readonly personId: string; readonly teamId: string }) =>
      once(context, 'help.signUp', command, async (keep) => {
        const known = await load(command.needId);
        if (known === null) return notFound('help-need', command.needId);
        const { personId, teamId } = command;
        const signed = signUpToHelp({ need: known.need, personId, teamId });
        if (!signed.ok) return signed;
        const document = documentOf('help-need', command.needId, signed.need, known.document, peopleOf(signed.need));
        return keep({ documents: [document] }, signed);
      }),

    /** Confirms a helper's help; the event is what an activity counts as `help-confirmed`. */
    confirm: (command: Command & Omit<Parameters<typeof confirmHelp>[0], 'need'> & { readonly needId: string }) =>
      once(context, 'help.confirm', command, async (keep) => {
        const known = await load(command.needId);
        if (known === null) return notFound('help-need', command.needId);
        const { needId, helperId } = command;
        const confirmed = confirmHelp({ ...command, need: known.need });
        if (!confirmed.ok) return confirmed;
        const events = [eventOf(context, command, 'meritkit.engagement.help-confirmed.v1', { needId, helperId })];
        return keep(
          { documents: [documentOf('help-need', needId, confirmed.need, known.document)], events },
          { ...confirmed, events },
        );
      }),

    needs: all,

    bestPractices: async () => listBestPractices({ needs: await all() }),
  };
}
