import { describe, expect, it } from 'vitest';
import { actor, now, openLedger } from '../testing/ledgers.ts';

/** Lin earned 10, which go to and fro between Lin and Zhao; a budget and a team's fund gave Zhao 4 and 3. */
async function toAndFro() {
  const { ledger } = openLedger();
  await ledger.earn({ key: 'earned', personId: 'lin', amount: '10' });
  for (let time = 0; time < 6; time += 1) {
    const [from, to] = time % 2 === 0 ? ['lin', 'zhao'] : ['zhao', 'lin'];
    const given = { from: { personId: from! }, to: { personId: to! }, amount: '10', actor: actor(from!) };
    const answer = await ledger.transfer({ key: `pass-${time}`, ...given });
    if (!answer.ok) throw new Error(answer.rejection.code);
  }
  await ledger.fundBudget({ key: 'fund', budgetId: 'b', amount: '4' });
  await ledger.earn({ key: 'from-budget', personId: 'zhao', amount: '4', fromBudgetId: 'b' });
  await ledger.earn({ key: 'team', teamId: 't', amount: '3' });
  const shared = { from: { teamId: 't' }, to: { personId: 'zhao' }, amount: '3', actor: actor('boss') };
  await ledger.transfer({ key: 'share', ...shared });
  const points = async (more: { readonly transfers?: boolean } = {}) => {
    const { top } = await ledger.readLeaderboard(more);
    return Object.fromEntries(top.map((row) => [row.personId, row.points]));
  };
  return { ledger, points };
}

describe('points that are passed to and fro', () => {
  it('raise nobody on the leaderboard, while a budget and a fund do', async () => {
    const { points } = await toAndFro();
    expect(await points()).toEqual({ lin: '10', zhao: '7' });
  });

  it('raise nobody either once one of the two is erased, who is on it no more', async () => {
    const { ledger, points } = await toAndFro();
    await ledger.eraseOwner({ personId: 'lin' });
    expect(await points()).toEqual({ zhao: '7' });
    expect((await ledger.readLeaderboard()).ranked).toBe(1);
  });

  it('count for whoever gets them where that is asked for', async () => {
    const { points } = await toAndFro();
    expect(await points({ transfers: true })).toEqual({ lin: '40', zhao: '37' });
  });

  it('count for nothing when passing them on is undone, whoever bears what was spent', async () => {
    const { ledger, points } = await toAndFro();
    const passed = { from: { personId: 'lin' }, to: { personId: 'zhao' }, amount: '10', actor: actor('lin') };
    const moved = await ledger.transfer({ key: 'last', ...passed, at: now });
    if (!moved.ok || moved.entryId === null) throw new Error('not passed on');
    await ledger.redeem({ key: 'spent', personId: 'zhao', item: 'mug', amount: '15' });
    const back = await ledger.clawback({ key: 'back', entryId: moved.entryId, spent: { kind: 'waive' } });
    expect(back.ok).toBe(true);
    expect(await points()).toEqual({ lin: '10', zhao: '7' });
  });
});
