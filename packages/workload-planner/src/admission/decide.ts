import type { Demand, Team } from '../model/types.ts';
import { fromDay, toDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';
import type { Admission, AdmissionRefusal } from './answer.ts';
import { earliestDeadline } from './earliest.ts';
import { mayDo, type WorkPart } from './parts.ts';
import { buildAblePool, type FreePool, type PeoplePool } from './pool.ts';
import { keepableWork } from './promises.ts';
import { proofOf } from './proof.ts';
import { slackOf } from './slack.ts';
import { transport } from './transport.ts';
import { finishOf, gatherWeeks, placeByDay } from './witness.ts';

/** The decision on divisible work: exact, by a maximum flow. Promises that cannot be kept anyway count for what can. */
export function decideDivisible(options: {
  readonly team: Team;
  readonly demand: Demand;
  readonly own: readonly WorkPart[];
  readonly parts: readonly WorkPart[];
  /** The earliest deadline, given the work that counts and a pool that knows it. */
  readonly earliest: (parts: readonly WorkPart[], pool: FreePool) => string | null;
}): Admission {
  const { team, demand, own } = options;
  const first = Math.min(...own.map((part) => part.first), ...options.parts.map((part) => part.first));
  const end = Math.max(...own.map((part) => part.end), ...options.parts.map((part) => part.end));
  const pool = buildAblePool({ team, first, end, parts: options.parts });
  const whole = transport({ pool, parts: options.parts });
  const { parts, broken: brokenPromises } =
    whole.cut === null
      ? { parts: options.parts, broken: [] }
      : keepableWork({ pool, parts: options.parts, demandId: demand.id });
  const flow = brokenPromises.length === 0 ? whole : transport({ pool, parts });
  if (flow.cut !== null) {
    const { proof, bottleneck, explanation } = proofOf({ team, pool, parts, cut: flow.cut });
    const missingHours = toHours(flow.missingUnits);
    const earliestDate = options.earliest(parts, pool);
    const rejection: AdmissionRefusal = withoutAnyHours(pool, own)
      ? { code: 'planner/no-capacity', itemId: own[0]!.itemId, weeks: bottleneck.weeks, earliestDate }
      : { code: 'planner/not-enough-hours', missingHours, bottleneck, earliestDate };
    return { ok: false, decision: 'infeasible', brokenPromises, rejection, proof, explanation };
  }
  const placed = placeByDay({ pool, parts, shipments: flow.shipments });
  const plan = gatherWeeks({ pool, parts, placed });
  const { slackHours, explanation } = slackOf(pool, demand.id, parts);
  return {
    ok: true,
    decision: 'feasible',
    brokenPromises,
    finishDate: finishOf(plan, demand.id, fromDay(Math.min(...own.map((part) => part.first)))),
    slackHours,
    plan,
    explanation,
  };
}

/** The earliest deadline of a demand whose work is divisible. */
export function earliestOf(team: Team, demand: Demand, parts: readonly WorkPart[], pool?: FreePool): string | null {
  return earliestDeadline({ team, parts, pool, demandId: demand.id, tooEarly: toDay(demand.deadline) + 1 });
}

/** True where the people who could do the demand are away, or work no hours at all, in its whole window. */
function withoutAnyHours(pool: PeoplePool, own: readonly WorkPart[]): boolean {
  const { grid } = pool;
  return own.every((part) =>
    grid.people.every((person, row) => {
      if (!mayDo(person, part)) return true;
      const from = row * grid.days + part.first - grid.first;
      return grid.capacity.subarray(from, from + part.end - part.first).every((units) => units === 0);
    }),
  );
}
