import type { Fact } from '@meritkit/core/facts';

/** Something in the real input that could not be used, in words for a reader of result.json. */
export interface LeftOut {
  readonly code: string;
  readonly count: number;
  /** The first place where it happened. */
  readonly firstPlace: string;
}

/** A resolved issue with its lead time, and open issues with what is left. */
export interface IssueFigures {
  readonly resolved: readonly { readonly key: string; readonly leadTimeMinutes: number }[];
  readonly open: number;
}

/** What was read from the user's own tools. */
export interface RealInput {
  /** Authors in the git log, most commits first. */
  readonly authors: readonly { readonly name: string; readonly email: string }[];
  /** Facts of the git log by `author:<email>`, to be given to people. */
  readonly facts: readonly Fact[];
  readonly issues: IssueFigures;
  readonly records: { readonly commits: number; readonly issues: number };
  readonly leftOut: readonly LeftOut[];
  /** The oldest and newest instants in the input; null for none. */
  readonly oldest: string | null;
  readonly newest: string | null;
  readonly names: { readonly git: string; readonly jira: string | null };
}
