/** Runs work by key, one after the other, in the order asked for; work under different keys does not wait. Internal. */
export type InTurn = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/**
 * Commands on one cycle that come at a time through one service would only outrun each other and be decided again: fifty
 * scores sent together would use up every attempt. So they wait here; other processes are met by the store's versions.
 */
export function createInTurn(): InTurn {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const mine = before === undefined ? work() : before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
