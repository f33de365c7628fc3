import { createRandom, type Random } from '@meritkit/core/random';
import { describe, expect, it } from 'vitest';
import type { Demand, Person, Team } from '../model/types.ts';
import { admitDemand } from './admit.ts';

/*
 * Small teams of whole hours, judged in two ways that share nothing with the package: by trying every set of demands
 * (Hall's condition: no set may need more hours than the people who may do any of it have in its days), and by a plain
 * augmenting-path flow (Ford and Fulkerson) with a node for every person and day.
 */

interface Case {
  readonly team: Team;
  readonly demands: readonly Demand[];
}

const monday = Date.UTC(2026, 10, 16) / 86_400_000;
const date = (offset: number) => new Date((monday + offset) * 86_400_000).toISOString().slice(0, 10);
const skills = ['go', 'java', 'test'];

function makeCase(random: Random): Case {
  const people: Person[] = Array.from({ length: random.integer(1, 4) }, (_unused, index) => ({
    id: `p${index}`,
    hoursPerDay: random.integer(0, 4),
    focus: random.pick([1, 1, 0.5]),
    skills: Object.fromEntries(skills.filter(() => random.next() < 0.6).map((skill) => [skill, random.integer(1, 3)])),
    ...(random.next() < 0.3 ? { absences: [{ start: date(1), end: date(random.integer(2, 4)) }] } : {}),
  }));
  const allocations = people
    .filter(() => random.next() < 0.4)
    .map((person) => ({
      id: `a-${person.id}`,
      personId: person.id,
      start: date(0),
      end: date(random.integer(1, 5)),
      share: random.pick([0.5, 1, 1.5]),
      core: false,
    }));
  const demands = Array.from({ length: random.integer(1, 4) }, (_unused, index): Demand => {
    const start = random.integer(0, 4);
    return {
      id: `d${index}`,
      effortHours: random.integer(0, 9),
      needs: Object.fromEntries(skills.filter(() => random.next() < 0.4).map((skill) => [skill, random.integer(1, 3)])),
      start: date(start),
      deadline: date(random.integer(start, 6)),
    };
  });
  return { team: { people, allocations }, demands };
}

const may = (person: Person, demand: Demand) =>
  Object.entries(demand.needs ?? {}).every(([skill, level]) => (person.skills[skill] ?? -1) >= level);

/** Half hours that are free on a day; small enough to write out. */
function freeHalves({ team }: Case, person: Person, offset: number): number {
  if (offset > 4) return 0;
  if ((person.absences ?? []).some((absence) => absence.start <= date(offset) && date(offset) < absence.end)) return 0;
  const capacity = person.hoursPerDay * person.focus;
  const load = (team.allocations ?? [])
    .filter((one) => one.personId === person.id && one.start <= date(offset) && date(offset) < one.end)
    .reduce((sum, one) => sum + one.share! * capacity, 0);
  return Math.max(0, capacity - load) * 4;
}

const inWindow = (demand: Demand, offset: number) => demand.start <= date(offset) && date(offset) <= demand.deadline;

/** Every set of demands: the largest shortage of any (0: all fits). */
function worstShortage(one: Case): number {
  const { demands, team } = one;
  let worst = 0;
  for (let set = 1; set < 1 << demands.length; set += 1) {
    const chosen = demands.filter((_demand, index) => (set >> index) & 1);
    let room = 0;
    for (const person of team.people) {
      for (let offset = 0; offset < 7; offset += 1) {
        if (chosen.some((demand) => inWindow(demand, offset) && may(person, demand)))
          room += freeHalves(one, person, offset);
      }
    }
    worst = Math.max(worst, chosen.reduce((sum, demand) => sum + demand.effortHours! * 4, 0) - room);
  }
  return worst / 4;
}

/** A flow by depth-first augmenting paths on person-day nodes; returns the hours that stay unplaced. */
function plainFlowShortage(one: Case): number {
  const { demands, team } = one;
  const cells = team.people.flatMap((person) => [0, 1, 2, 3, 4, 5, 6].map((offset) => ({ person, offset })));
  const size = 2 + demands.length + cells.length;
  const capacity = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const [index, demand] of demands.entries()) {
    capacity[0]![2 + index] = demand.effortHours! * 4;
    for (const [at, { person, offset }] of cells.entries()) {
      if (may(person, demand) && inWindow(demand, offset)) capacity[2 + index]![2 + demands.length + at] = 1e6;
    }
  }
  for (const [at, { person, offset }] of cells.entries()) {
    capacity[2 + demands.length + at]![1] = freeHalves(one, person, offset);
  }
  const visit = (node: number, limit: number, seen: Set<number>): number => {
    if (node === 1) return limit;
    seen.add(node);
    for (let to = 0; to < size; to += 1) {
      if (seen.has(to) || capacity[node]![to]! <= 0) continue;
      const pushed = visit(to, Math.min(limit, capacity[node]![to]!), seen);
      if (pushed > 0) {
        capacity[node]![to]! -= pushed;
        capacity[to]![node]! += pushed;
        return pushed;
      }
    }
    return 0;
  };
  let left = demands.reduce((sum, demand) => sum + demand.effortHours! * 4, 0);
  for (;;) {
    const pushed = visit(0, Number.POSITIVE_INFINITY, new Set());
    if (pushed === 0) return left / 4;
    left -= pushed;
  }
}

const rounds = process.env.MERITKIT_LONG === '1' ? 50_000 : Number(process.env.MERITKIT_CASES ?? 10_000);

describe(`admission on ${rounds} small teams`, () => {
  it('is the answer of trying every set of demands, and of a plain flow', () => {
    const random = createRandom('admission against enumeration');
    const seen = { yes: 0, no: 0, nobody: 0, owed: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const one = makeCase(random);
      const demand = one.demands.at(-1)!;
      const answer = admitDemand({ team: one.team, demand, committed: one.demands.slice(0, -1) });
      // What the promises lack by themselves is not held against the demand.
      const promises = { ...one, demands: one.demands.slice(0, -1) };
      const owed = worstShortage(promises);
      const shortage = worstShortage(one) - owed;
      if (round % 10 === 0) expect(plainFlowShortage(one) - plainFlowShortage(promises)).toBe(shortage);
      if (owed > 0) seen.owed += 1;
      if (!('rejection' in answer) || answer.rejection.code === 'planner/not-enough-hours') {
        expect(answer.brokenPromises.reduce((sum, { missingHours }) => sum + missingHours!, 0)).toBe(owed);
      }
      if (answer.ok) {
        seen.yes += 1;
        expect(shortage).toBe(0);
        checkWitness(one, answer.plan, owed);
      } else {
        expect(shortage).toBeGreaterThan(0);
        if (answer.rejection.code === 'planner/not-enough-hours') {
          seen.no += 1;
          expect(answer.rejection.missingHours).toBe(shortage);
          expect(answer.proof!.missingHours).toBe(shortage);
          expect(answer.proof!.neededHours - answer.proof!.availableHours).toBe(shortage);
        } else seen.nobody += 1;
      }
    }
    expect(Math.min(seen.yes, seen.no, seen.nobody, seen.owed)).toBeGreaterThan(rounds / 50);
  });
});

/** The plan's hours: all of every demand but what promises owe anyway, by able people, within windows and free hours. */
function checkWitness(
  one: Case,
  plan: readonly {
    readonly demandId: string;
    readonly personId: string;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly hours: number;
  }[],
  owed: number,
) {
  const all = one.demands.reduce((sum, demand) => sum + demand.effortHours!, 0);
  expect(plan.reduce((sum, line) => sum + line.hours, 0)).toBeCloseTo(all - owed, 9);
  for (const [index, demand] of one.demands.entries()) {
    const lines = plan.filter((line) => line.demandId === demand.id);
    const hours = lines.reduce((sum, line) => sum + line.hours, 0);
    if (owed === 0 || index === one.demands.length - 1) expect(hours).toBeCloseTo(demand.effortHours!, 9);
    else expect(hours).toBeLessThanOrEqual(demand.effortHours! + 1e-9);
    for (const line of lines) {
      expect(may(one.team.people.find((person) => person.id === line.personId)!, demand)).toBe(true);
      expect(line.firstDay >= demand.start && line.lastDay <= demand.deadline).toBe(true);
    }
  }
  for (const person of one.team.people) {
    const hours = plan.filter((line) => line.personId === person.id).reduce((sum, line) => sum + line.hours, 0);
    const free = [0, 1, 2, 3, 4].reduce((sum, offset) => sum + freeHalves(one, person, offset), 0) / 4;
    expect(hours).toBeLessThanOrEqual(free + 1e-9);
  }
}
