import { compareInstants } from '../dates/instant.ts';
import { decimalText, toDecimal } from '../decimal/index.ts';
import type { Fact } from './fact.ts';
import { latestRevisions, supersedes } from './latest.ts';

/**
 * A summary of facts that can be computed in parts: per shard, on any machine, in any order. The state is plain JSON,
 * so a host can store it and merge it later. `add` and `merge` take over their first argument and may change it: go on
 * with what they return; the second one stays as it is. Merged with `empty()`, a state says what it said. Facts must be
 * de-duplicated first; `overLatest` does it inside.
 */
export interface FactAggregation<State, Result> {
  readonly empty: () => State;
  readonly add: (state: State, fact: Fact) => State;
  readonly merge: (left: State, right: State) => State;
  readonly finish: (state: State) => Result;
}

/** How many facts. */
export const countFacts: FactAggregation<number, number> = {
  empty: () => 0,
  add: (state) => state + 1,
  merge: (left, right) => left + right,
  finish: (state) => state,
};

/** The exact sum of the quantities as decimal text; '0' without facts. */
export const sumQuantities: FactAggregation<string, string> = {
  empty: () => '0',
  add: (state, fact) => plus(state, fact.quantity),
  merge: plus,
  finish: (state) => state,
};

/** Exact sums behind a mean and a variance. */
export interface QuantityMoments {
  readonly count: number;
  readonly sum: string;
  readonly squares: string;
}

/** Mean and sample variance of the quantities, from exact decimal sums; null where there are too few facts. */
export const quantityMoments: FactAggregation<
  QuantityMoments,
  { readonly count: number; readonly mean: number | null; readonly variance: number | null }
> = {
  empty: () => ({ count: 0, sum: '0', squares: '0' }),
  add: (state, fact) => ({
    count: state.count + 1,
    sum: plus(state.sum, fact.quantity),
    squares: plus(state.squares, decimalText(toDecimal(fact.quantity).times(fact.quantity))),
  }),
  merge: (left, right) => ({
    count: left.count + right.count,
    sum: plus(left.sum, right.sum),
    squares: plus(left.squares, right.squares),
  }),
  finish: ({ count, sum, squares }) => {
    const total = toDecimal(sum);
    const spread = toDecimal(squares).times(count).minus(total.times(sum));
    return {
      count,
      mean: count === 0 ? null : total.div(count).toNumber(),
      variance:
        count < 2
          ? null
          : spread
              .div(count)
              .div(count - 1)
              .toNumber(),
    };
  },
};

/** The first and the last instant, as written; null without facts. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/** When it began and when it ended; of two texts for one instant the smaller one stands. */
export const spanOfFacts: FactAggregation<Span | null, Span | null> = {
  empty: () => null,
  add: (state, fact) => joinSpans(state, { first: fact.at, last: fact.at }),
  merge: joinSpans,
  finish: (state) => state,
};

/**
 * The same aggregation apart for each group; facts whose group is undefined are left out.
 *
 * @example
 * ```ts
 * import { createFact, groupFacts, sumQuantities } from '@meritkit/core/facts';
 *
 * const worked = (ref: string, personId: string, quantity: string) => createFact({
 *   personId, kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', source: { system: 'jira', ref },
 * });
 * const byPerson = groupFacts({ by: (fact) => fact.personId, aggregation: sumQuantities });
 * byPerson.finish(byPerson.add(byPerson.empty(), worked('1', 'lin', '2'))); // { lin: '2' }
 * ```
 */
export function groupFacts<State, Result>(options: {
  readonly by: (fact: Fact) => string | undefined;
  readonly aggregation: FactAggregation<State, Result>;
}): FactAggregation<Record<string, State>, Readonly<Record<string, Result>>> {
  const { by, aggregation } = options;
  return {
    empty: () => ({}),
    add: (state, fact) => {
      const group = by(fact);
      if (group === undefined) return state;
      return setOwn(state, group, aggregation.add(getOwn(state, group) ?? aggregation.empty(), fact));
    },
    merge: (left, right) => {
      for (const [group, state] of Object.entries(right)) {
        const present = getOwn(left, group);
        // Never the right state itself: what is merged into the left one later would change the right one too.
        setOwn(left, group, aggregation.merge(present ?? aggregation.empty(), state));
      }
      return left;
    },
    finish: (state) =>
      Object.fromEntries(
        Object.keys(state)
          .sort()
          .map((group) => [group, aggregation.finish(state[group] as State)]),
      ),
  };
}

/**
 * An aggregation that de-duplicates by itself: edited, repeated and retracted facts and overlapping shards count once.
 * Its state keeps the latest revision of every fact. It goes outside of `groupFacts`: inside, a fact whose group changes
 * with a revision would count in both.
 *
 * @example
 * ```ts
 * import { createFact, overLatest, sumQuantities } from '@meritkit/core/facts';
 *
 * const worked = (ref: string, personId: string, quantity: string) => createFact({
 *   personId, kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', source: { system: 'jira', ref },
 * });
 * const sum = overLatest(sumQuantities);
 * const [monday, tuesday] = [[worked('1', 'lin', '2')], [worked('1', 'lin', '2'), worked('2', 'lin', '3')]];
 * sum.finish(sum.merge(monday.reduce(sum.add, sum.empty()), tuesday.reduce(sum.add, sum.empty()))); // '5'
 * ```
 */
export function overLatest<State, Result>(
  aggregation: FactAggregation<State, Result>,
): FactAggregation<Record<string, Fact>, Result> {
  const keep = (state: Record<string, Fact>, fact: Fact) => {
    const present = getOwn(state, fact.id);
    return present === undefined || supersedes(fact, present) ? setOwn(state, fact.id, fact) : state;
  };
  return {
    empty: () => ({}),
    add: keep,
    merge: (left, right) => Object.values(right).reduce(keep, left),
    finish: (state) => aggregateFacts({ facts: Object.values(state), aggregation }),
  };
}

/**
 * Aggregates facts in one go: latest revisions, retracted ones left out, in the order of time.
 *
 * @example
 * ```ts
 * import { aggregateFacts, createFact, groupFacts, sumQuantities } from '@meritkit/core/facts';
 *
 * const worked = (ref: string, personId: string, quantity: string) => createFact({
 *   personId, kind: 'time-worked', at: '2026-11-20T18:00:00+08:00', quantity, unit: 'hours', source: { system: 'jira', ref },
 * });
 * aggregateFacts({
 *   facts: [worked('1', 'lin', '0.1'), worked('2', 'lin', '0.2'), worked('3', 'zhao', '8')],
 *   aggregation: groupFacts({ by: (fact) => fact.personId, aggregation: sumQuantities }),
 * }); // { lin: '0.3', zhao: '8' }
 * ```
 */
export function aggregateFacts<State, Result>(options: {
  readonly facts: Iterable<Fact>;
  readonly aggregation: FactAggregation<State, Result>;
}): Result {
  const { aggregation } = options;
  return aggregation.finish(latestRevisions(options.facts).reduce(aggregation.add, aggregation.empty()));
}

function getOwn<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Sets a member under any name; `__proto__` is a name like others. */
function setOwn<Value>(record: Record<string, Value>, key: string, value: Value): Record<string, Value> {
  if (key === '__proto__') {
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  } else record[key] = value;
  return record;
}

function plus(left: string, right: string): string {
  return decimalText(toDecimal(left).plus(toDecimal(right)));
}

function joinSpans(left: Span | null, right: Span | null): Span | null {
  if (left === null || right === null) return left ?? right;
  const earlier = compareInstants(left.first, right.first) || (left.first < right.first ? -1 : 1);
  const later = compareInstants(left.last, right.last) || (left.last < right.last ? 1 : -1);
  return { first: earlier < 0 ? left.first : right.first, last: later > 0 ? left.last : right.last };
}
