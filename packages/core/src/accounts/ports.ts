import type { Page, PageRequest, StorePort, Transactional } from '../ports/index.ts';
import type { AccountLink } from './link.ts';

/**
 * Which accounts are whose: a table that people review. A link's revision is its version: 0 for a new account, one more
 * than the present one for an edit.
 */
export interface AccountMapV1<Transaction = unknown>
  extends StorePort,
    Transactional<AccountMapV1<Transaction>, Transaction> {
  /**
   * Adds links, all or none; earlier revisions stay.
   *
   * @throws VersionConflictError when a revision does not follow the present one (a replay of the present one does nothing)
   * @throws KeyConflictError when the key was used for other links
   */
  putLinks(options: {
    readonly links: readonly AccountLink[];
    readonly key: string;
  }): Promise<{ readonly stored: number }>;
  /** The present links, in the order of system and account. */
  listLinks(options: { readonly system?: string; readonly page: PageRequest }): Promise<Page<AccountLink>>;
  /** Every revision of one account's link, oldest first. */
  listRevisions(options: { readonly system: string; readonly account: string }): Promise<readonly AccountLink[]>;
  /** Removes every link, of any revision, of the accounts that are or were the person's, and the person as `decidedBy`. */
  erasePerson(options: { readonly personId: string; readonly key: string }): Promise<{ readonly links: number }>;
}
