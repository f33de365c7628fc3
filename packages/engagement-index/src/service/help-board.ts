import { confirmHelp, type HelpNeed, listBestPractices, signUpToHelp } from '../activities/help-board.ts';
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
import { readNeed } from './inputs.ts';
import { once } from './once.ts';
import { mayActAs, notOwnAct } from './own-act.ts';
import { readActor, readId, readPersonId, readText } from './read.ts';

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

  return {
    /** Posts a need under the name of who asks. */
    post: (command: Command & { readonly need: Pick<HelpNeed, 'id' | 'teamId' | 'postedBy' | 'text'> }) =>
      once(context, 'help.post', command, async (keep) => {
        const posted = readNeed(command.need);
        const { id, postedBy } = posted;
        if (!mayActAs(context, command.actor, postedBy)) return notOwnAct(postedBy);
        const existing = await refuseExisting(context, 'help-need', id);
        if (existing !== null) return existing;
        const need: HelpNeed = { ...posted, helpers: [], bestPractice: null };
        const documents = [documentOf('help-need', id, need, null)];
        return keep({ documents, about: [postedBy] }, { ok: true as const, need });
      }),

    /** Signs oneself up to help. */
    signUp: (command: Command & { readonly needId: string; readonly personId: string; readonly teamId: string }) =>
      once(context, 'help.signUp', command, async (keep) => {
        const { needId } = command;
        const personId = readPersonId(command.personId, ['personId']);
        const teamId = readId(command.teamId, ['teamId']);
        const known = await load(needId);
        if (known === null) return notFound('help-need', needId);
        if (!mayActAs(context, command.actor, personId)) return notOwnAct(personId);
        const signed = signUpToHelp({ need: known.need, personId, teamId });
        if (!signed.ok) return signed;
        const documents = [documentOf('help-need', needId, signed.need, known.document)];
        return keep({ documents, about: [personId] }, signed);
      }),

    /**
     * Confirms a helper's help, as who asked. The event is what an activity counts as `help-confirmed`: it is told once for
     * a helper, and confirmed again, under another key, tells nothing.
     */
    confirm: (command: Command & Omit<Parameters<typeof confirmHelp>[0], 'need'> & { readonly needId: string }) =>
      once(context, 'help.confirm', command, async (keep) => {
        const { needId, bestPractice } = command;
        const helperId = readPersonId(command.helperId, ['helperId']);
        const confirmedBy = readPersonId(command.confirmedBy, ['confirmedBy']);
        if (bestPractice !== undefined) readText(bestPractice, ['bestPractice']);
        const known = await load(needId);
        if (known === null) return notFound('help-need', needId);
        if (!mayActAs(context, command.actor, confirmedBy)) return notOwnAct(confirmedBy);
        const confirmed = confirmHelp({ ...command, need: known.need });
        if (!confirmed.ok) return confirmed;
        const isNew = known.need.helpers.some((helper) => helper.personId === helperId && helper.confirmedOn === null);
        const events = isNew
          ? [eventOf(context, command, 'meritkit.engagement.help-confirmed.v1', { needId, helperId })]
          : [];
        const documents = [documentOf('help-need', needId, confirmed.need, known.document)];
        return keep({ documents, events, about: [helperId] }, { ...confirmed, events });
      }),

    /** Every need with who asked and who helps; the read is recorded. */
    needs: async ({ actor }: Read) => {
      readActor(actor);
      const needs = await all();
      const people = needs.flatMap(({ postedBy, helpers }) => [postedBy, ...helpers.map(({ personId }) => personId)]);
      await record(context, { actor, action: 'help.needs', subject: { type: 'help-need', id: 'all' }, people });
      return needs;
    },

    /** What was learnt, for everybody; it names nobody. */
    bestPractices: async () => listBestPractices({ needs: await all() }),
  };
}
