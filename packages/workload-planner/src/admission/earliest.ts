import type { Team } from '../model/types.ts';
import { type DayNumber, fromDay } from '../time/day.ts';
import { ableTeam, type WorkPart } from './parts.ts';
import { buildFreePool, extendPool, type FreePool } from './pool.ts';
import { transport } from './transport.ts';

/** No date is looked for further ahead than so many days. */
export const FURTHEST = 1096;

/** How far ahead a date is looked for, in days: a quarter, then a year, then three. */
const horizons = [92, 366, FURTHEST];

/**
 * The earliest last day on which all the work fits when only one demand's deadline moves, every other staying as it is:
 * by bisection, since more time never hurts. Null where three years are not enough.
 */
export function earliestDeadline(options: {
  readonly team: Team;
  readonly parts: readonly WorkPart[];
  readonly demandId: string;
  /** The end `[…)` that is known to be too early. */
  readonly tooEarly: DayNumber;
  /** A pool of these parts where one was built already: its days are not looked at again. */
  readonly pool?: FreePool | undefined;
}): string | null {
  const { parts, demandId, tooEarly } = options;
  const team = ableTeam(options.team, parts);
  // An item with a deadline of its own, before the demand's, keeps it.
  const moves = parts.map((part) => part.demandId === demandId && part.end === tooEarly);
  const latest = Math.max(tooEarly, ...parts.map((part) => part.first));
  const first = Math.min(...parts.map((part) => part.first));
  let pool = options.pool ?? buildFreePool({ team, first, end: first, parts });
  for (const horizon of horizons) {
    const last = latest + horizon;
    pool = extendPool(pool, { team, end: Math.max(last, ...parts.map((part) => part.end)) });
    const fits = (deadline: DayNumber) => {
      const ends = parts.map((part, index) => (moves[index] ? Math.max(deadline, part.first) : part.end));
      return transport({ pool, parts, ends }).cut === null;
    };
    if (!fits(last)) continue;
    let [low, high] = [Math.min(tooEarly, last - 1), last];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (fits(middle)) high = middle;
      else low = middle;
    }
    return fromDay(high - 1);
  }
  return null;
}
