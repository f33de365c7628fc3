import type { BenchGoal } from '../../../scripts/bench-goal.ts';

/** A goal where less is better; its ratio is peer over value: how many times better. */
export function below(options: Omit<BenchGoal, 'ratio' | 'pass'>): BenchGoal {
  const { value, peerValue, target } = options;
  return {
    ...options,
    value: rounded(value),
    peerValue: rounded(peerValue),
    ratio: rounded(peerValue / value),
    target: rounded(target),
    pass: value <= target,
  };
}

/** Three digits after the point, for people to read. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Medians over several rounds, in milliseconds: time on the clock, and time of the processor in all threads. */
export interface Timing {
  readonly wall: number;
  readonly cpu: number;
}

/** The middle of several timings of one piece of work. */
export function medianTiming(rounds: number, work: (round: number) => void): Timing {
  const timings = Array.from({ length: rounds }, (_, round): Timing => {
    const before = process.cpuUsage();
    const start = performance.now();
    work(round);
    const wall = performance.now() - start;
    const { user, system } = process.cpuUsage(before);
    return { wall, cpu: (user + system) / 1000 };
  });
  return { wall: median(timings.map((item) => item.wall)), cpu: median(timings.map((item) => item.cpu)) };
}

/** The middle value; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
