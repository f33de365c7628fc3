import { invalidInput } from '../errors/index.ts';

/** Four times what Vitest and Jest give a test: a slow database on a slow machine passes, and one that hangs is named. */
const DEFAULT_TIME_LIMIT_MS = 20_000;

/** A timer counts in 32 bits; more would end at once. */
export const LONGEST_TIME_LIMIT_MS = 2 ** 31 - 1;

interface Timers {
  readonly setTimeout: (work: () => void, milliseconds: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
}

/**
 * Browsers, edge workers and Node have both; the language's own library does not name them. Taken when the module loads:
 * a suite that replaces timers by fake ones must not stop the limit.
 */
const { setTimeout, clearTimeout } = globalThis as unknown as Timers;

/** Something took longer than its limit. */
export class TimeLimitError extends Error {}

/**
 * The limit a harness sets, or the default.
 *
 * @throws InvalidInputError `core/invalid-input` for one that is no whole number of milliseconds a timer can count
 */
export function timeLimitOf(harness: { readonly timeLimitMs?: number }): number {
  const { timeLimitMs = DEFAULT_TIME_LIMIT_MS } = harness;
  if (Number.isInteger(timeLimitMs) && timeLimitMs >= 1 && timeLimitMs <= LONGEST_TIME_LIMIT_MS) return timeLimitMs;
  const range = `a whole number from 1 to ${LONGEST_TIME_LIMIT_MS}`;
  throw invalidInput('core/invalid-input', ['timeLimitMs'], `${timeLimitMs} is not ${range}`);
}

/**
 * What the work resolves to, unless it takes longer. Work cannot be stopped: it goes on unheard, and whatever it still
 * throws is swallowed. The timer holds the process while it counts (nothing else may, and Node would leave without a
 * word), and never longer than the work takes.
 */
export async function withinTimeLimit<Result>(options: {
  readonly timeLimitMs: number;
  readonly work: () => Promise<Result>;
  readonly message: string;
}): Promise<Result> {
  let timer: unknown;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TimeLimitError(options.message)), options.timeLimitMs);
  });
  try {
    return await Promise.race([options.work(), limit]);
  } finally {
    clearTimeout(timer);
  }
}
