import type { JsonObject } from '../json/index.ts';
import type { LocalizedText } from '../locale/index.ts';

/** Where a fact comes from: a tool's record, by the tool's own reference. */
export interface FactReference {
  readonly system: string;
  readonly ref: string;
  readonly url?: string;
  /** The fact's id here, where the source became a stored fact. */
  readonly factId?: string;
  readonly revision?: number;
}

/** What turns a term's children into its value. `version` rises when a digit could change; old versions stay recomputable. */
export interface Operation {
  readonly name: string;
  readonly version: number;
  readonly parameters?: JsonObject;
  readonly rounding?: { readonly decimals: number; readonly mode: 'half-up' | 'half-even' | 'down' | 'up' };
}

/** Statistics of the people a term compared against, such as a percentile's peer group. */
export interface Population {
  readonly name: string;
  readonly n: number;
  readonly statistics?: Readonly<Record<string, number>>;
}

/**
 * A number that can be asked "why?": a tree of terms, plain data. A leaf's operation is `given@1` and its value is a
 * fact; every other value follows from its children by its operation, and `recompute` shows that it does.
 *
 * `value` null means unknown, and `unknown.reason` says why. Scores and statistics are numbers, money and points are
 * decimal strings.
 */
export interface Explanation {
  /** What this is: an id from the scorecard, demand or ledger, or a key of the package's catalogue. */
  readonly key: string;
  /** The name people gave it. */
  readonly label?: LocalizedText;
  readonly value: number | string | null;
  readonly unit?: string;
  readonly unknown?: { readonly reason: string };
  readonly operation: Operation;
  /** Relative weight of this term in its parent's operation. */
  readonly weight?: number;
  readonly sources?: readonly FactReference[];
  readonly population?: Population;
  readonly children?: readonly Explanation[];
}

/** A value that a person sees, with its reasons. */
export interface Explained<Value = number> {
  readonly value: Value;
  readonly explanation: Explanation;
}
