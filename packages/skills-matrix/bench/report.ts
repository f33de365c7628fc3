/** One goal measured beside its peer. */
export interface Measured {
  readonly goal: string;
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly peer: string;
  readonly peerValue: number;
  /** Peer over value: how many times better, where less is better. */
  readonly ratio: number;
  readonly target: number;
  readonly pass: boolean;
}

/** A goal where less is better. */
export function below(options: Omit<Measured, 'ratio' | 'pass'>): Measured {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const { value, peerValue, target } = options;
  return {
    ...options,
    value: round(value),
    peerValue: round(peerValue),
    ratio: round(peerValue / value),
    pass: value <= target,
  };
}

/** The middle of several timings of one piece of work, in milliseconds. */
export function medianTime(runs: number, work: (run: number) => void): number {
  const times = Array.from({ length: runs }, (_, run) => {
    const start = performance.now();
    work(run);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}
