import type { CycleKind } from './cycle.ts';

/** What can be asked of a review cycle. Reasons are free text; they are kept where they can be erased. */
export type CycleCommand =
  | {
      readonly kind: 'open';
      readonly cycleKind: CycleKind;
      readonly period: { readonly start: string; readonly end: string };
      readonly participants: readonly string[];
    }
  | { readonly kind: 'advance' }
  | {
      readonly kind: 'record-score';
      readonly personId: string;
      readonly value: number;
      readonly coverage: number;
      readonly explanationHash: string;
    }
  | { readonly kind: 'confirm'; readonly personId: string }
  | { readonly kind: 'override'; readonly personId: string; readonly value: number; readonly reason: string }
  | { readonly kind: 'appeal'; readonly personId: string; readonly reason: string }
  | {
      readonly kind: 'decide-appeal';
      readonly appealId: string;
      readonly decision: 'upheld' | 'rejected';
      readonly reason: string;
      /** The value that holds from now on, where the appeal is upheld. */
      readonly value?: number;
    };
