/** The line that a bench prints for each of its goals with `--json`. */
export interface BenchGoal {
  readonly goal: string;
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
  readonly ratio: number;
  readonly target: number;
  readonly pass: boolean;
}
