import { stableId } from '@meritkit/core/hash';

/**
 * The key under which a reward is paid once. It names nobody: a key stays in answers, events and the ledger when the person
 * is erased. An award and an activity of one id are two occasions.
 */
export function rewardKey(occasion: 'activity' | 'award', id: string, personId: string): string {
  return stableId('reward', occasion, id, personId);
}
