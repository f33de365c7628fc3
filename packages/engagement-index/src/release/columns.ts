import { invalidInput, reject } from '@meritkit/core/errors';
import { peopleWhere, type Where } from '../audit/filter.ts';
import { emptySet, hasPerson } from '../audit/people-set.ts';
import { auditSets } from '../audit/query.ts';
import type { AuditState } from '../audit/state.ts';
import { checkInvited, checkScale, type Scale } from './answers.ts';
import { countedShare, type InvitedBelowAnswered, type RefusedRelease, type ReleasedShare } from './favourability.ts';

/** Answers as one typed array per item, in the order of the audit's sorted tokens; `missing` marks "not answered". */
export interface AnswerColumns {
  readonly missing: number;
  readonly items: Readonly<Record<string, Uint8Array>>;
}

/** Favourable shares of many items at once. */
export interface ReleasedColumns {
  readonly ok: true;
  readonly items: Readonly<Record<string, ReleasedShare>>;
  readonly audit: AuditState;
}

/**
 * Releases the favourable shares of many items from columns, for surveys of a million answers: the same audit and the
 * same numbers as `releaseFavourability`, item by item, all or none.
 *
 * @throws InvalidInputError `engagement/answer-out-of-scale` with the row, `engagement/broken-scale`,
 * `engagement/impossible-count` for a column of another length, `engagement/unknown-attribute`; as in
 * `releaseFavourability`, none of them depends on the group
 * @example
 * ```ts
 * import { fivePointScale, openAudit, releaseColumns } from '@meritkit/engagement-index';
 *
 * const roster = Array.from({ length: 12 }, (_, i) => ({ respondent: `r${i}`, team: i < 6 ? 'a' : 'b' }));
 * const audit = openAudit({ survey: 'pulse', minimumGroup: 5, roster });
 * const columns = { missing: 0, items: { trust: Uint8Array.from(roster, (_, i) => 2 + (i % 3)) } };
 * const released = releaseColumns({ audit, columns, where: {}, scale: fivePointScale, invited: 12 });
 * released.ok && released.items.trust?.favourable; // 0.33
 * ```
 */
export function releaseColumns(options: {
  readonly audit: AuditState;
  readonly columns: AnswerColumns;
  readonly where: Where;
  readonly scale: Scale;
  readonly invited: number;
}): ReleasedColumns | RefusedRelease | InvitedBelowAnswered {
  const { audit, columns, where, scale } = options;
  checkScale(scale);
  checkInvited(options.invited);
  const people = audit.answers.people.length;
  const group = peopleWhere(audit.answers, where);
  const counts: { readonly item: string; readonly favourable: number; readonly answered: number }[] = [];
  const parts = Object.entries(columns.items).map(([item, column]) => {
    if (column.length !== people)
      throw invalidInput('engagement/impossible-count', ['columns', 'items', item], `${people} rows are needed`);
    const set = emptySet(people);
    let [favourable, answered] = [0, 0];
    for (let row = 0; row < people; row += 1) {
      const value = column[row]!;
      if (value === columns.missing) continue;
      if (value < scale.minimum || value > scale.maximum) {
        throw invalidInput(
          'engagement/answer-out-of-scale',
          ['columns', 'items', item, row],
          `from ${scale.minimum} to ${scale.maximum}`,
        );
      }
      if (!hasPerson(group, row)) continue;
      const word = row >>> 5;
      set[word] = set[word]! | (1 << (row & 31));
      answered += 1;
      if (value >= scale.favourableFrom) favourable += 1;
    }
    counts.push({ item, favourable, answered });
    return { item, set };
  });
  const { decision } = auditSets({ audit, where, parts });
  if (!decision.ok) return decision;
  if (counts.some(({ answered }) => options.invited < answered)) {
    return { ...reject('engagement/invited-below-answered', {}), audit: decision.audit };
  }
  const items = counts.map(({ item, ...count }) => [item, countedShare({ ...count, population: options.invited })]);
  return { ok: true, items: Object.fromEntries(items), audit: decision.audit };
}
