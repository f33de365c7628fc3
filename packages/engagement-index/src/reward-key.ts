import { stableId } from '@meritkit/core/hash';

/**
 * The key under which a reward is paid once. It names nobody: a key stays in answers, events and the ledger when the person
 * is erased.
 */
export function rewardKey(occasionId: string, personId: string): string {
  return stableId('reward', occasionId, personId);
}
