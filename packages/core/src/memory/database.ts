import { invalidInput } from '../errors/index.ts';

/** A transaction on a memory database. What was written under it is undone, newest first, when its work rejects. */
export interface MemoryTransaction {
  readonly onRollback: (undo: () => void) => void;
}

/**
 * What memory stores share: one transaction at a time. A store outside it waits (`settled`) until it ends, so nobody
 * sees what may yet be undone. It is one process's memory: it shows an adapter's logic, not durability.
 */
export interface MemoryDatabase {
  /** Runs work as one transaction; a store used inside must come from `within(transaction)`, or it waits for ever. */
  readonly transact: <Result>(work: (transaction: MemoryTransaction) => Promise<Result>) => Promise<Result>;
  /** Undefined when no transaction is open (the usual case costs nothing); else resolves when it has ended. */
  readonly settled: () => Promise<void> | undefined;
}

/**
 * Makes an empty memory database, for the stores that should be able to join one transaction.
 *
 * @example
 * ```ts
 * import { createMemoryDatabase, createMemoryFactStore } from '@meritkit/core/memory';
 *
 * const database = createMemoryDatabase();
 * const store = createMemoryFactStore({ tenantId: 'acme', database });
 * await database.transact((transaction) => store.within(transaction).erasePerson({ personId: 'lin', key: 'e' })); // { facts: 0 }
 * ```
 */
export function createMemoryDatabase(): MemoryDatabase {
  let open: Promise<void> | undefined;

  const transact = async <Result>(work: (transaction: MemoryTransaction) => Promise<Result>): Promise<Result> => {
    while (open !== undefined) await open;
    const undos: (() => void)[] = [];
    let ended = false;
    let end = () => {};
    open = new Promise<void>((resolve) => {
      end = resolve;
    });
    const onRollback = (undo: () => void) => {
      if (ended)
        throw invalidInput('core/invalid-input', ['transaction'], 'the transaction has ended: nothing would undo this');
      undos.push(undo);
    };
    try {
      return await work({ onRollback });
    } catch (error) {
      for (const undo of undos.reverse()) undo();
      throw error;
    } finally {
      ended = true;
      open = undefined;
      end();
    }
  };

  return { transact, settled: () => open };
}
