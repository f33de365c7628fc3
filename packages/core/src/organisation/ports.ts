import { InvalidInputError, invalidInput } from '../errors/index.ts';
import { MAXIMUM_PAGE_SIZE, type Page, type PageRequest, type StorePort } from '../ports/index.ts';
import { checkOrganisation } from './check.ts';
import type { Organisation } from './model.ts';

/** The lists an organisation consists of. */
export type OrganisationList = Exclude<keyof Organisation, 'schemaVersion'>;

/** A row of one of the lists. */
export type OrganisationRow<List extends OrganisationList> = Organisation[List][number];

/** People and structure with their history, from the host's own tables. Host-owned, read only. */
export interface DirectoryV1 extends StorePort {
  /** The rows of a list in a stable order, past and planned ones too. */
  listRows<List extends OrganisationList>(options: {
    readonly list: List;
    readonly page: PageRequest;
  }): Promise<Page<OrganisationRow<List>>>;
}

/**
 * Reads the whole organisation through a directory and checks it.
 *
 * @throws InvalidInputError with each issue's path, as `parseOrganisation`; `core/page-request` from a directory whose
 * pages do not end
 * @example
 * ```ts
 * import { createMemoryDirectory } from '@meritkit/core/memory';
 * import { emptyOrganisation, loadOrganisation } from '@meritkit/core/organisation';
 *
 * const directory = createMemoryDirectory({ tenantId: 'acme', organisation: emptyOrganisation });
 * (await loadOrganisation(directory)).people; // []
 * ```
 */
export async function loadOrganisation(directory: DirectoryV1): Promise<Organisation> {
  const organisation: Organisation = {
    schemaVersion: 1,
    people: await loadList(directory, 'people'),
    units: await loadList(directory, 'units'),
    placements: await loadList(directory, 'placements'),
    memberships: await loadList(directory, 'memberships'),
    leaderships: await loadList(directory, 'leaderships'),
    reportingLines: await loadList(directory, 'reportingLines'),
  };
  const issues = checkOrganisation(organisation);
  if (issues.length > 0) throw new InvalidInputError({ issues });
  return organisation;
}

async function loadList<List extends OrganisationList>(
  directory: DirectoryV1,
  list: List,
): Promise<readonly OrganisationRow<List>[]> {
  const rows: OrganisationRow<List>[] = [];
  const seen = new Set<string>();
  for (let cursor: string | null = null; ; ) {
    const page: Page<OrganisationRow<List>> = await directory.listRows({
      list,
      page: { cursor, limit: MAXIMUM_PAGE_SIZE },
    });
    rows.push(...page.items);
    if (page.nextCursor === null) return rows;
    if (seen.has(page.nextCursor)) {
      throw invalidInput('core/page-request', [list], `the directory gave cursor "${page.nextCursor}" twice`);
    }
    seen.add(page.nextCursor);
    cursor = page.nextCursor;
  }
}
