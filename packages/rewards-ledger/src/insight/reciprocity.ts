import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import { readMinimumGroup } from './minimum-group.ts';

/** Points that one account gave another. */
export interface Recognition {
  readonly from: string;
  readonly to: string;
  readonly amount: number;
}

/** How much recognition goes round in circles; numbers about the whole, never about anybody. */
export interface Reciprocity {
  readonly givers: number;
  readonly recognitions: number;
  /** Share of all points between people who both gave each other, 0 to 1. */
  readonly mutualShare: number;
  /** Rings by length: how many simple cycles of k people who each gave the next. */
  readonly rings: readonly { readonly length: number; readonly count: number }[];
  /** True when the search stopped at `maximumRings`: the counts are lower bounds. */
  readonly stopped: boolean;
}

/**
 * Looks for mutual recognition and rings (simple directed cycles of up to `longest` people, each counted once). Off
 * unless switched on, for whoever owns the points programme, and refused for small groups: a ring among few people is
 * about them. Good colleagues thank each other, so a number here is a question, not a finding.
 * @example
 * ```ts
 * import { measureReciprocity } from '@meritkit/rewards-ledger';
 *
 * const recognitions = Array.from({ length: 10 }, (_, index) => ({ from: `p${index}`, to: `p${(index + 1) % 10}`, amount: 1 }));
 * const answer = measureReciprocity({ recognitions, enabled: true });
 * answer.ok && answer.reciprocity.mutualShare; // 0
 * ```
 */
export function measureReciprocity(options: {
  readonly recognitions: readonly Recognition[];
  /** Must be true: a programme that looks for rings says so. */
  readonly enabled: boolean;
  /** 2 to 6; 4 unless given. */
  readonly longest?: number;
  /** 10 unless given, never below 5. */
  readonly minimumGroup?: number;
  /** The search stops after this many rings; 100,000 unless given. It stops as well after a fixed number of steps. */
  readonly maximumRings?: number;
}):
  | { readonly ok: true; readonly reciprocity: Reciprocity }
  | {
      readonly ok: false;
      readonly rejection:
        | Rejection<'ledger/switched-off', { readonly what: string }>
        | Rejection<'ledger/group-too-small', { readonly people: number; readonly minimum: number }>;
    } {
  if (options.enabled !== true) return reject('ledger/switched-off', { what: 'reciprocity' });
  const graph = graphOf(options.recognitions);
  const minimum = readMinimumGroup(options.minimumGroup);
  if (graph.people < minimum) return reject('ledger/group-too-small', { people: graph.people, minimum });
  const longest = readLongest(options.longest);
  const { counts, stopped } = countRings(graph.next, longest, options.maximumRings ?? 100_000);
  return {
    ok: true,
    reciprocity: {
      givers: graph.next.filter((followers) => followers.length > 0).length,
      recognitions: options.recognitions.length,
      mutualShare: graph.total === 0 ? 0 : graph.mutual / graph.total,
      rings: counts.map((count, index) => ({ length: index + 2, count })),
      stopped,
    },
  };
}

function readLongest(given: number | undefined): number {
  if (given === undefined) return 4;
  if (Number.isInteger(given)) return Math.max(2, Math.min(6, given));
  throw invalidInput('ledger/invalid-input', ['longest'], 'a ring has a whole number of people');
}

function graphOf(recognitions: readonly Recognition[]) {
  const index = new Map<string, number>();
  const at = (id: string) => {
    const known = index.get(id) ?? index.size;
    index.set(id, known);
    return known;
  };
  const edges = new Map<number, Map<number, number>>();
  for (const { from, to, amount } of recognitions) {
    const [giver, receiver] = [at(from), at(to)];
    if (giver === receiver) continue;
    const given = edges.get(giver) ?? new Map<number, number>();
    edges.set(giver, given.set(receiver, (given.get(receiver) ?? 0) + amount));
  }
  let [total, mutual] = [0, 0];
  for (const [giver, given] of edges) {
    for (const [receiver, amount] of given) {
      total += amount;
      if (edges.get(receiver)?.has(giver) ?? false) mutual += amount;
    }
  }
  const next = Array.from({ length: index.size }, (_, person) =>
    [...(edges.get(person)?.keys() ?? [])].sort((left, right) => left - right),
  );
  return { people: index.size, next, total, mutual };
}

/** Steps of the search: where few rings are found among many paths, these end it, within a second or so. */
const MOST_STEPS = 20_000_000;

/** Counts simple cycles by depth-first search from each ring's lowest member, so that each ring is met once. */
function countRings(next: readonly (readonly number[])[], longest: number, maximum: number) {
  const counts = new Array<number>(longest - 1).fill(0);
  const onPath = new Uint8Array(next.length);
  let [found, steps] = [0, 0];
  const isOver = () => found >= maximum || steps >= MOST_STEPS;
  const walk = (start: number, person: number, length: number): void => {
    for (const follower of next[person]!) {
      if (isOver()) return;
      steps += 1;
      if (follower === start && length >= 2) {
        counts[length - 2]! += 1;
        found += 1;
      } else if (follower > start && length < longest && onPath[follower] === 0) {
        onPath[follower] = 1;
        walk(start, follower, length + 1);
        onPath[follower] = 0;
      }
    }
  };
  for (let start = 0; start < next.length && !isOver(); start += 1) walk(start, start, 1);
  return { counts, stopped: isOver() };
}
