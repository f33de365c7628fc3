import { type Explanation, explain, given } from '@meritkit/core/explanation';
import { type AdmitDemandOptions, wouldAdmit } from '../admission/admit.ts';
import { mostThatFits } from '../admission/most.ts';
import { partsOf, type WorkPart } from '../admission/parts.ts';
import { buildAblePool, buildPool, type PeoplePool } from '../admission/pool.ts';
import { keepableWork } from '../admission/promises.ts';
import { transport } from '../admission/transport.ts';
import type { Demand, Team } from '../model/types.ts';
import { toDay } from '../time/day.ts';
import { toHours } from '../time/hours.ts';

/** The question that remedies answer: which work must fit, and by how much it does not. */
export interface Shortage {
  /** The question as it was put to admission. */
  readonly asked: AdmitDemandOptions;
  /** Items follow each other: that the hours are there is then not enough. */
  readonly isOrdered: boolean;
  readonly team: Team;
  readonly demand: Demand;
  readonly committed: readonly Demand[];
  readonly own: readonly WorkPart[];
  readonly parts: readonly WorkPart[];
  readonly first: number;
  readonly end: number;
  readonly missingUnits: number;
  /** What would fit of the demand if there were enough of it. */
  readonly mostUnits: number;
  /** What the committed demands lack without this one. */
  readonly committedMissingUnits: number;
  /** The people who may do some of the work, and their days. */
  readonly pool: PeoplePool;
}

/** A change's effect on a shortage. */
export interface Effect {
  readonly freesHours: number;
  readonly missingHours: number;
  readonly closes: boolean;
  /** Hours by which demands promised before would miss more than they do now. */
  readonly committedMissingHours: number;
  /** The people who may do some of the work after the change, and their days. */
  readonly pool: PeoplePool;
}

/** Measures the shortage as it stands. */
export function measureShortage(asked: AdmitDemandOptions): Shortage {
  const { team, demand, committed = [] } = asked;
  const notBefore = asked.asOf === undefined ? Number.NEGATIVE_INFINITY : toDay(asked.asOf, ['asOf']);
  const own = partsOf(demand, notBefore).filter((part) => part.units > 0);
  const others = committed.flatMap((other) => partsOf(other, notBefore)).filter((part) => part.units > 0);
  const wanted = [...others, ...own];
  const first = Math.min(...wanted.map((part) => part.first));
  const end = Math.max(...wanted.map((part) => part.end), first + 1);
  // What promises lack anyway is not for this demand's remedies to mend.
  const pool = buildAblePool({ team, first, end, parts: wanted });
  const { parts } = keepableWork({ pool, parts: wanted, demandId: demand.id });
  const isOrdered = [...committed, demand].some((other) => other.items !== undefined);
  const window = { asked, isOrdered, team, demand, committed, own, parts, first, end };
  return { ...window, ...measure(window, team) };
}

/** The same question where somebody else may do what a named candidate may. */
export function withCandidate(shortage: Shortage, candidateId: string, otherId: string): Shortage {
  const add = <Named extends { readonly candidateIds?: readonly string[] | undefined }>(named: Named): Named =>
    named.candidateIds?.includes(candidateId) === true
      ? { ...named, candidateIds: [...named.candidateIds, otherId] }
      : named;
  const addToDemand = (demand: Demand): Demand => {
    const { items } = demand;
    return { ...add(demand), ...(items === undefined ? {} : { items: items.map(add) }) };
  };
  const parts = shortage.parts.map(add);
  const own = shortage.own.map((part) => parts[shortage.parts.indexOf(part)]!);
  const [demand, committed] = [addToDemand(shortage.demand), shortage.committed.map(addToDemand)];
  return { ...shortage, parts, own, demand, committed, asked: { ...shortage.asked, demand, committed } };
}

/** The shortage that another team would have. */
export function measureAgain(shortage: Shortage, team: Team): Shortage {
  return { ...shortage, team, asked: { ...shortage.asked, team }, ...measure(shortage, team) };
}

/** The effect of having another team. Only people who may do some of the work are looked at. */
export function effectOf(shortage: Shortage, changed: Team): Effect {
  const after = measure(shortage, changed);
  return {
    freesHours: toHours(after.mostUnits - shortage.mostUnits),
    missingHours: toHours(after.missingUnits),
    closes: after.missingUnits === 0 && isKept(shortage, { team: changed }),
    committedMissingHours: toHours(Math.max(0, after.committedMissingUnits - shortage.committedMissingUnits)),
    pool: after.pool,
  };
}

/** Where hours alone do not decide, admission itself is asked about the change. */
export function isKept(shortage: Shortage, change: Partial<AdmitDemandOptions>): boolean {
  return !shortage.isOrdered || wouldAdmit({ ...shortage.asked, ...change });
}

function measure(
  shortage: Pick<Shortage, 'parts' | 'own' | 'first' | 'end'>,
  team: Team,
): Pick<Shortage, 'missingUnits' | 'mostUnits' | 'committedMissingUnits' | 'pool'> {
  const { parts, own, first, end } = shortage;
  const pool = buildAblePool({ team, first, end, parts });
  const others = parts.filter((part) => !own.includes(part));
  const alone =
    others.length === 0
      ? 0
      : transport({ pool: buildPool({ grid: pool.grid, parts: others }), parts: others }).missingUnits;
  return {
    missingUnits: transport({ pool, parts }).missingUnits,
    mostUnits: mostThatFits(pool, own, parts),
    committedMissingUnits: alone,
    pool,
  };
}

/** What is still missing, as a sum that can be done again. */
export function explainEffect(shortage: Shortage, effect: Pick<Effect, 'missingHours'>): Explanation {
  const unit = 'hours';
  return explain({
    key: 'planner.still-missing-hours',
    unit,
    operation: { name: 'maximum', version: 1 },
    children: [
      given({ key: 'planner.nothing', unit, value: 0 }),
      explain({
        key: 'planner.missing-hours',
        unit,
        operation: { name: 'difference', version: 1, rounding: { decimals: 6, mode: 'half-up' } },
        children: [
          given({ key: 'planner.missing-hours', unit, value: toHours(shortage.missingUnits) }),
          given({
            key: 'planner.freed-hours',
            unit,
            value: toHours(shortage.missingUnits) - effect.missingHours,
          }),
        ],
      }),
    ],
  });
}
