import type { BenchGoal as Line } from '../../../scripts/bench-goal.ts';
/** One line of JSON per goal and nothing else. */
export const json = process.argv.includes('--json');
/** Smaller samples. */
export const quick = process.argv.includes('--quick');

/** Milliseconds of this thread's processor time: other work on the machine does not count. */
export function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Prints what came of a goal. */
export function report(given: Omit<Line, 'ratio'>): void {
  const line: Line = { ...given, ratio: given.peerValue === 0 ? 0 : given.value / given.peerValue };
  const words = `${line.pass ? 'met ' : 'MISS'} ${line.goal}: ${line.value.toPrecision(4)} ${line.unit} (target ${line.target.toPrecision(3)}; ${line.peer} ${line.peerValue.toPrecision(4)}) ${line.measure}`;
  process.stdout.write(`${json ? JSON.stringify(line) : words}\n`);
}
