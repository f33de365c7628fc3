import type { CycleKind, CycleStage } from './cycle.ts';

/** What can be asked of a review cycle. Reasons are free text; they are kept where they can be erased. */
export type CycleCommand =
  | {
      readonly kind: 'open';
      readonly cycleKind: CycleKind;
      readonly period: { readonly start: string; readonly end: string };
      readonly participants: readonly string[];
    }
  | {
      readonly kind: 'advance';
      /** The stage the actor saw: two who press the button at a time go one stage on, not two. */
      readonly from?: CycleStage;
    }
  | {
      readonly kind: 'record-score';
      readonly personId: string;
      readonly value: number;
      readonly coverage: number;
      readonly explanationHash: string;
    }
  | {
      /** Somebody joined after the cycle was opened, and takes part from here on. */
      readonly kind: 'admit';
      readonly personId: string;
    }
  | {
      /** No score in this cycle, and why: left, on leave, too little evidence. A score recorded later takes it back. */
      readonly kind: 'leave-unscored';
      readonly personId: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'confirm';
      readonly personId: string;
      /** The value the actor saw: nobody stands for one that somebody else set meanwhile. */
      readonly seen?: number;
    }
  | {
      readonly kind: 'override';
      readonly personId: string;
      readonly value: number;
      readonly reason: string;
      /** The value the actor saw, as in `confirm`. */
      readonly seen?: number;
    }
  | { readonly kind: 'appeal'; readonly personId: string; readonly reason: string }
  | {
      readonly kind: 'decide-appeal';
      readonly appealId: string;
      readonly decision: 'upheld' | 'rejected';
      readonly reason: string;
      /** The value that holds from now on, where the appeal is upheld. */
      readonly value?: number;
    };
