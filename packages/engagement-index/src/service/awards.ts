import { reject } from '@meritkit/core/errors';
import { countVotes, type Nominee, proposeShortlist } from '../awards/shortlist.ts';
import type { Award } from '../stored/bodies.ts';
import { readBody } from '../stored/upcast.ts';
import { type Command, documentOf, type EngagementContext, eventOf, notFound, once } from './context.ts';

const votingClosed = { ok: false, rejection: { code: 'engagement/voting-closed' } } as const;

/** Service calls of awards: a shortlist with its reasons, a human vote, a reward instruction for one winner. */
export function awardCalls(context: EngagementContext) {
  const { store } = context;
  const load = async (id: string) => {
    const document = await store.load({ type: 'award', id });
    return document === null ? null : { document, award: readBody('award', document.body) };
  };
  const peopleOf = (award: Award) => [
    ...award.shortlist.map((entry) => entry.personId),
    ...award.votes.map((vote) => vote.voterId),
  ];

  return {
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
        const { awardId, amount } = command;
        const award: Award = { id: awardId, amount, shortlist: proposeShortlist(command), votes: [], decided: false };
        return keep(
          { documents: [documentOf('award', awardId, award, null, peopleOf(award))] },
          { ok: true as const, shortlist: award.shortlist },
        );
      }),

    /** Votes for someone else on the shortlist; a later vote of the same voter takes the place of the earlier. */
    vote: (command: Command & { readonly awardId: string; readonly voterId: string; readonly personId: string }) =>
      once(context, 'award.vote', command, async (keep) => {
        const known = await load(command.awardId);
        if (known === null) return notFound('award', command.awardId);
        if (known.award.decided) return votingClosed;
        const { voterId, personId } = command;
        if (voterId === personId) return reject('engagement/own-vote', { personId });
        if (!known.award.shortlist.some((entry) => entry.personId === personId))
          return reject('engagement/not-on-shortlist', { personId });
        const votes = [...known.award.votes.filter((vote) => vote.voterId !== voterId), { voterId, personId }];
        const award: Award = { ...known.award, votes };
        const document = documentOf('award', command.awardId, award, known.document, peopleOf(award));
        return keep({ documents: [document] }, { ok: true as const });
      }),

    /** The shortlist to vote on, and how many have voted; who voted for whom is told to nobody. */
    read: async ({ awardId }: { readonly awardId: string }) => {
      const known = await load(awardId);
      if (known === null) return notFound('award', awardId);
      const { amount, shortlist, votes, decided } = known.award;
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
        return keep(
          { documents: [documentOf('award', awardId, award, known.document)], events },
          { ok: true as const, ...counted, events },
        );
      }),
  };
}
