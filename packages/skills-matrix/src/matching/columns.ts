import type { IsoDate } from '@meritkit/core/dates';
import { invalidInput } from '@meritkit/core/errors';
import { compareText } from '../evidence/check.ts';
import type { ProfileSet } from '../profiles/model.ts';
import { defaultScale, type Scale } from '../scale/scale.ts';
import type { Taxonomy } from '../taxonomy/model.ts';
import type { Certainty } from './score.ts';

/** Amounts by key: `people` and `amounts` from `starts[k]` to `starts[k + 1]` belong to `keys[k]`, people ascending. */
export interface PostingLists {
  readonly keys: readonly string[];
  readonly starts: Uint32Array;
  readonly people: Uint32Array;
  readonly amounts: Float64Array;
}

/** Everyone's levels and experience by skill and by tag, for one day: built once, asked many times. Plain data. */
export interface MatchIndex {
  readonly asOf: IsoDate;
  readonly taxonomy: Taxonomy;
  readonly scale: Scale;
  readonly certainty: Certainty;
  /** In the order of the ids, so that a person's number also settles ties. */
  readonly personIds: readonly string[];
  readonly levels: PostingLists;
  readonly months: PostingLists;
}

/** One row per person and key; `person` and `key` are positions in the lists of ids. */
export interface AmountColumns {
  readonly keys: readonly string[];
  readonly person: Uint32Array;
  readonly key: Uint32Array;
  readonly amount: Float64Array;
}

/**
 * A match index from columns, for hosts that hold a million people in their own tables: no object per person is made.
 *
 * @throws InvalidInputError `skills/invalid-columns` when lengths differ, a position is out of range, a level is not a
 * number, a key or a row comes twice, or `personIds` are not in rising order.
 * @example
 * ```ts
 * import { buildMatchIndexFromColumns } from '@meritkit/skills-matrix';
 *
 * const index = buildMatchIndexFromColumns({
 *   asOf: '2026-11-22', taxonomy: { version: '1', skills: [{ id: 'go', name: 'Go' }] }, personIds: ['lin', 'zhao'],
 *   levels: { keys: ['go'], person: Uint32Array.of(1, 0), key: Uint32Array.of(0, 0), amount: Float64Array.of(2, 4) },
 * });
 * [...index.levels.amounts]; // [4, 2]
 * ```
 */
export function buildMatchIndexFromColumns(options: {
  readonly asOf: IsoDate;
  readonly taxonomy: Taxonomy;
  /** Default: `defaultScale`. */
  readonly scale?: Scale;
  readonly certainty?: Certainty;
  readonly personIds: readonly string[];
  readonly levels: AmountColumns;
  /** Months by experience tag. */
  readonly months?: AmountColumns;
}): MatchIndex {
  const { asOf, taxonomy, scale = defaultScale, certainty = 'expected', personIds } = options;
  for (let at = 1; at < personIds.length; at += 1) {
    if (!(personIds[at - 1]! < personIds[at]!)) {
      throw invalidInput('skills/invalid-columns', ['personIds', at], 'ids of people rise, each once');
    }
  }
  const none = { keys: [], person: new Uint32Array(), key: new Uint32Array(), amount: new Float64Array() };
  return {
    asOf,
    taxonomy,
    scale,
    certainty,
    personIds,
    levels: postingLists(options.levels, personIds.length, 'levels'),
    months: postingLists(options.months ?? none, personIds.length, 'months'),
  };
}

/**
 * A match index from profiles.
 *
 * @example
 * ```ts
 * import { buildMatchIndex, buildProfiles } from '@meritkit/skills-matrix';
 *
 * const profiles = buildProfiles({ asOf: '2026-11-22', taxonomy: { version: '1', skills: [] }, evidence: [] });
 * buildMatchIndex({ profiles }).personIds.length; // 0
 * ```
 */
export function buildMatchIndex(options: {
  readonly profiles: ProfileSet;
  /** Which level counts; default `expected`. */
  readonly certainty?: Certainty;
}): MatchIndex {
  const { profiles, certainty = 'expected' } = options;
  const { asOf, taxonomy, scale, people } = profiles;
  const levels = rowsOf(
    people.map((person) =>
      person.skills.map((skill) => ({
        key: skill.skillId,
        amount: certainty === 'cautious' ? skill.interval[0] : skill.level,
      })),
    ),
  );
  const months = rowsOf(
    people.map((person) => person.experience.map((item) => ({ key: item.tag, amount: item.months }))),
  );
  const personIds = people.map((person) => person.personId);
  return buildMatchIndexFromColumns({ asOf, taxonomy, scale, certainty, personIds, levels, months });
}

function rowsOf(byPerson: readonly (readonly { readonly key: string; readonly amount: number }[])[]): AmountColumns {
  const keys = [...new Set(byPerson.flatMap((rows) => rows.map((row) => row.key)))].sort(compareText);
  const positions = new Map(keys.map((key, at) => [key, at]));
  const count = byPerson.reduce((sum, rows) => sum + rows.length, 0);
  const columns = {
    keys,
    person: new Uint32Array(count),
    key: new Uint32Array(count),
    amount: new Float64Array(count),
  };
  let at = 0;
  for (const [person, rows] of byPerson.entries()) {
    for (const row of rows) {
      columns.person[at] = person;
      columns.key[at] = positions.get(row.key)!;
      columns.amount[at] = row.amount;
      at += 1;
    }
  }
  return columns;
}

/** Two counting sorts, by person and then by key: linear in the rows. */
function postingLists(columns: AmountColumns, personCount: number, path: string): PostingLists {
  const { keys, person, key, amount } = columns;
  const known = new Set<string>();
  const twice = keys.findIndex((name) => known.size === known.add(name).size);
  if (twice >= 0) throw invalidInput('skills/invalid-columns', [path, 'keys', twice], 'a key stands once');
  if (person.length !== amount.length || key.length !== amount.length) {
    throw invalidInput('skills/invalid-columns', [path], 'columns have one length');
  }
  for (let row = 0; row < amount.length; row += 1) {
    if (person[row]! >= personCount || key[row]! >= keys.length || !Number.isFinite(amount[row]!)) {
      throw invalidInput('skills/invalid-columns', [path, row], 'a row names a person, a key and a finite amount');
    }
  }
  const byPerson = countingOrder(person, personCount, null);
  const order = countingOrder(key, keys.length, byPerson.order);
  const lists = { keys, starts: order.starts, people: person.slice(), amounts: amount.slice() };
  for (const [to, from] of order.order.entries()) {
    lists.people[to] = person[from]!;
    lists.amounts[to] = amount[from]!;
    if (to > 0 && key[order.order[to - 1]!] === key[from] && lists.people[to - 1] === lists.people[to]) {
      throw invalidInput('skills/invalid-columns', [path, from], 'a person and key come once');
    }
  }
  return lists;
}

function countingOrder(
  values: Uint32Array,
  size: number,
  before: Uint32Array | null,
): { readonly order: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(size + 1);
  for (const value of values) starts[value + 1]! += 1;
  for (let value = 0; value < size; value += 1) starts[value + 1]! += starts[value]!;
  const next = starts.slice();
  const order = new Uint32Array(values.length);
  for (let at = 0; at < values.length; at += 1) {
    const row = before === null ? at : before[at]!;
    const value = values[row]!;
    order[next[value]!] = row;
    next[value]! += 1;
  }
  return { order, starts };
}
