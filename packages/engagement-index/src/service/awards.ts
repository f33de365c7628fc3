import { reject } from '@meritkit/core/errors';
import { countVotes, type Nominee, proposeShortlist } from '../awards/shortlist.ts';
import type { Award } from '../stored/bodies.ts';
import { readBody } from '../stored/upcast.ts';
import { record } from './audit.ts';
import {
  type Command,
  documentOf,
  type EngagementContext,
  eventOf,
  notFound,
  type Read,
  refuseExisting,
} from './context.ts';
import { readProposal } from './inputs.ts';
import { once } from './once.ts';
import { mayActAs, notOwnAct } from './own-act.ts';
import { readActor, readPersonId } from './read.ts';

const votingClosed = { ok: false, rejection: { code: 'engagement/voting-closed' } } as const;

/** Service calls of awards: a shortlist with its reasons, a human vote, a reward instruction for one winner. */
export function awardCalls(context: EngagementContext) {
  const { store } = context;
  const load = async (id: string) => {
    const document = await store.load({ type: 'award', id });
    return document === null ? null : { document, award: readBody('award', document.body) };
  };

  return {
    /** Proposes a shortlist with its reasons; where nobody has a contribution that counts, there is none. */
    propose: (
      command: Command & {
        readonly awardId: string;
        readonly amount: string;
        readonly nominees: readonly Nominee[];
        readonly criteria: readonly { readonly id: string; readonly weight: number }[];
        readonly size: number;
      },
    ) =>
      once(context, 'award.propose', command, async (keep) => {
        const proposal = readProposal(command);
        const { awardId, amount } = proposal;
        const existing = await refuseExisting(context, 'award', awardId);
        if (existing !== null) return existing;
        const shortlist = proposeShortlist(proposal);
        if (shortlist.length === 0) return reject('engagement/nobody-shortlisted', {});
        const award: Award = { id: awardId, amount, shortlist, votes: [], decided: false };
        const about = award.shortlist.map(({ personId }) => personId);
        const documents = [documentOf('award', awardId, award, null)];
        return keep({ documents, about }, { ok: true as const, shortlist: award.shortlist });
      }),

    /** Votes, as oneself, for someone else on the shortlist; a later vote takes the place of the earlier. */
    vote: (command: Command & { readonly awardId: string; readonly voterId: string; readonly personId: string }) =>
      once(context, 'award.vote', command, async (keep) => {
        const voterId = readPersonId(command.voterId, ['voterId']);
        const personId = readPersonId(command.personId, ['personId']);
        const known = await load(command.awardId);
        if (known === null) return notFound('award', command.awardId);
        if (!mayActAs(context, command.actor, voterId)) return notOwnAct(voterId);
        if (known.award.decided) return votingClosed;
        if (voterId === personId) return reject('engagement/own-vote', { personId });
        if (!known.award.shortlist.some((entry) => entry.personId === personId))
          return reject('engagement/not-on-shortlist', { personId });
        const votes = [...known.award.votes.filter((vote) => vote.voterId !== voterId), { voterId, personId }];
        const documents = [documentOf('award', command.awardId, { ...known.award, votes }, known.document)];
        // The line is about the voter: whom they voted for is told to nobody.
        return keep({ documents, about: [voterId] }, { ok: true as const });
      }),

    /** The shortlist to vote on, and how many have voted, never who for whom; the read is recorded. */
    read: async ({ actor, awardId }: Read & { readonly awardId: string }) => {
      readActor(actor);
      const known = await load(awardId);
      if (known === null) return notFound('award', awardId);
      const { amount, shortlist, votes, decided } = known.award;
      const people = shortlist.map(({ personId }) => personId);
      await record(context, { actor, action: 'award.read', subject: { type: 'award', id: awardId }, people });
      return { ok: true as const, amount, shortlist, voted: votes.length, decided };
    },

    /** Counts the votes and closes the award; a tie has no winner, decides nothing, and goes back to people. */
    decide: (command: Command & { readonly awardId: string }) =>
      once(context, 'award.decide', command, async (keep) => {
        const known = await load(command.awardId);
        if (known === null) return notFound('award', command.awardId);
        if (known.award.decided) return votingClosed;
        const { id: awardId } = known.award;
        const counted = countVotes({ ...known.award, awardId });
        const award: Award = { ...known.award, decided: counted.winner !== null };
        const { reward } = counted;
        const events = award.decided
          ? [eventOf(context, command, 'meritkit.engagement.award-decided.v1', { awardId, reward })]
          : [];
        const documents = [documentOf('award', awardId, award, known.document)];
        const about = Object.keys(counted.counts);
        return keep({ documents, events, about }, { ok: true as const, ...counted, events });
      }),
  };
}
