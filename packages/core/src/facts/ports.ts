import type { Page, PageRequest, StorePort, Transactional } from '../ports/index.ts';
import type { Fact } from './fact.ts';

/** Which facts are wanted; every given field must match. */
export interface FactFilter {
  readonly personIds?: readonly string[];
  readonly kinds?: readonly string[];
  readonly projectIds?: readonly string[];
  /** From this instant on. */
  readonly from?: string;
  /** Up to and without this instant. */
  readonly to?: string;
}

/** Facts to read: host-owned, or the store below. */
export interface FactSourceV1 extends StorePort {
  /** The facts that hold (of each id the highest revision, none retracted), in the order of time and then id. */
  listFacts(options: { readonly filter: FactFilter; readonly page: PageRequest }): Promise<Page<Fact>>;
}

/** What became of facts that were put. */
export interface FactsStored {
  /** New, or a higher revision than what was there. */
  readonly stored: number;
  /** There already, or older than what is there. */
  readonly unchanged: number;
  /** About somebody who was erased: dropped. */
  readonly suppressed: number;
}

/**
 * Where facts are kept. A fact carries its own version: its revision. A higher one replaces a lower one, in whatever
 * order they arrive, so a write needs no expected version; the key makes a whole batch repeatable.
 */
export interface FactStoreV1<Transaction = unknown>
  extends FactSourceV1,
    Transactional<FactStoreV1<Transaction>, Transaction> {
  /**
   * Puts facts, all or none.
   *
   * @throws KeyConflictError when the key was used for other facts, or an id's revision is there with another content
   * @throws InvalidInputError `core/not-a-fact`
   */
  putFacts(options: { readonly facts: readonly Fact[]; readonly key: string }): Promise<FactsStored>;
  /** Removes every fact about a person and keeps later imports from bringing the person back. */
  erasePerson(options: { readonly personId: string; readonly key: string }): Promise<{ readonly facts: number }>;
}
