import type { CalendarV1, PersonCalendar } from '../calendar/index.ts';
import { containsDate, overlaps } from '../dates/period.ts';
import { deepFreeze } from '../json/index.ts';
import type { DirectoryV1, Organisation, OrganisationList, OrganisationRow } from '../organisation/index.ts';
import type { Page, PageRequest } from '../ports/index.ts';
import { pageOf, sortableNumber } from './tables.ts';

/**
 * A directory over an organisation that is already in memory, in the order of its lists.
 *
 * @example
 * ```ts
 * import { createMemoryDirectory } from '@meritkit/core/memory';
 * import { emptyOrganisation } from '@meritkit/core/organisation';
 *
 * const directory = createMemoryDirectory({ tenantId: 'acme', organisation: emptyOrganisation });
 * (await directory.listRows({ list: 'people', page: { cursor: null, limit: 10 } })).items; // []
 * ```
 */
export function createMemoryDirectory(options: {
  readonly tenantId: string;
  readonly organisation: Organisation;
}): DirectoryV1 {
  const organisation = deepFreeze(structuredClone(options.organisation));
  return {
    specificationVersion: 'v1',
    tenantId: options.tenantId,
    listRows: async <List extends OrganisationList>({
      list,
      page,
    }: {
      readonly list: List;
      readonly page: PageRequest;
    }) => {
      const rows = (organisation[list] as readonly OrganisationRow<List>[]).map((row, index) => ({ row, index }));
      const found = pageOf({ rows, page, sortText: ({ index }) => sortableNumber(index) });
      const answer: Page<OrganisationRow<List>> = {
        items: found.items.map(({ row }) => row),
        nextCursor: found.nextCursor,
      };
      return answer;
    },
  };
}

/**
 * Calendars that are already in memory.
 *
 * @example
 * ```ts
 * import { createMemoryCalendar } from '@meritkit/core/memory';
 *
 * const calendar = createMemoryCalendar({ tenantId: 'acme', calendars: [] });
 * await calendar.readCalendars({ personIds: ['lin'], period: { start: '2026-01-01', end: '2027-01-01' } }); // []
 * ```
 */
export function createMemoryCalendar(options: {
  readonly tenantId: string;
  readonly calendars: readonly PersonCalendar[];
}): CalendarV1 {
  const calendars = new Map(
    options.calendars.map((calendar) => [calendar.personId, deepFreeze(structuredClone(calendar))]),
  );
  return {
    specificationVersion: 'v1',
    tenantId: options.tenantId,
    readCalendars: async ({ personIds, period }) =>
      [...new Set(personIds)].flatMap((personId) => {
        const calendar = calendars.get(personId);
        if (calendar === undefined) return [];
        const patterns = calendar.patterns.filter((pattern) => overlaps(pattern, period));
        const exceptions = calendar.exceptions.filter((exception) => containsDate(period, exception.date));
        return [{ ...calendar, patterns, exceptions }];
      }),
  };
}
