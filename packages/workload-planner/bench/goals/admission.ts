import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { createRandom } from '@meritkit/core/random';
import type { BenchGoal } from '../../../../scripts/bench-goal.ts';
import { admitDemand, type Demand, type Team } from '../../src/index.ts';
import { makeTeam } from '../../testing/company.ts';

/** Goal 8: admission of a demand against 1,000 people, 52 weeks and 5,000 allocations. */
export function admissionGoals(options: {
  readonly quick: boolean;
  readonly note: (line: string) => void;
}): readonly BenchGoal[] {
  const { quick, note } = options;
  return [...speed(quick ? 15 : 60, note), cold(quick ? 3 : 9, note), agreement(quick ? 2_000 : 10_000)];
}

const peer = 'the same sum for one demand in plain objects, without a plan or a proof';

function speed(rounds: number, note: (line: string) => void): readonly BenchGoal[] {
  const { team, demand } = largeCase();
  const peerValue = median(Array.from({ length: 8 }, () => timesOf(() => plainAdmission(team, demand)).wall));
  const cases = [
    { goal: 'planner-8-yes', measure: 'a yes with its plan', asked: demand },
    { goal: 'planner-8-no', measure: 'a no with its proof and the earliest date', asked: tooMuch(demand) },
    {
      goal: 'planner-8-no-anyone',
      measure: 'a no where all 1,000 people count',
      asked: tooMuch({ ...demand, needs: {} }),
    },
  ];
  return cases.map(({ goal, measure, asked }) => {
    for (let warm = 0; warm < 5; warm += 1) admitDemand({ team, demand: asked });
    const times = Array.from({ length: rounds }, () => timesOf(() => admitDemand({ team, demand: asked })));
    const [wall, processor] = [times.map((time) => time.wall), times.map((time) => time.processor)];
    note(`${goal}: wall ${spread(wall)} ms, processor ${spread(processor)} ms (least, median, most of ${rounds})`);
    const value = median(wall);
    return {
      goal,
      measure: `admission, 1,000 people x 52 weeks, 5,000 allocations: ${measure}, median`,
      value,
      unit: 'ms',
      peer,
      peerValue,
      ratio: value / peerValue,
      target: 50,
      pass: value <= 50,
    };
  });
}

/** The first call of a fresh process, when nothing is compiled yet. */
function cold(processes: number, note: (line: string) => void): BenchGoal {
  const times = Array.from({ length: processes }, () => {
    const file = join(import.meta.dirname, '..', 'admission-once.ts');
    const { admission, plain } = JSON.parse(execFileSync(process.execPath, [file], { encoding: 'utf8' }));
    return { admission: admission as Timing, plain: plain as Timing };
  });
  const wall = times.map((time) => time.admission.wall);
  const processor = times.map((time) => time.admission.processor);
  note(`planner-8-cold: wall ${spread(wall)} ms, processor ${spread(processor)} ms (of ${processes} processes)`);
  const [value, peerValue] = [median(wall), median(times.map((time) => time.plain.wall))];
  return {
    goal: 'planner-8-cold',
    measure: 'admission, 1,000 people x 52 weeks, 5,000 allocations: the first call of a fresh process, median',
    value,
    unit: 'ms',
    peer,
    peerValue,
    ratio: value / peerValue,
    target: 50,
    pass: value <= 50,
  };
}

/** The case of goal 8. */
export function largeCase(): { readonly team: Team; readonly demand: Demand } {
  const team = makeTeam({ people: 1000, allocations: 5000, weeks: 52, seed: 1 });
  const demand = { id: 'd', effortHours: 20_000, needs: { go: 3 }, start: '2026-11-16', deadline: '2027-11-14' };
  return { team, demand };
}

function tooMuch(demand: Demand): Demand {
  return { ...demand, effortHours: 2_000_000 };
}

/** The same question for a single demand by a plain program: free hours by person and day, added up. */
export function plainAdmission(team: Team, demand: Demand): boolean {
  const weeks = new Map<string, number>();
  const origin = Date.parse('2026-11-16') / 86_400_000;
  const dayOf = (date: string) => Date.parse(date) / 86_400_000;
  const byPerson = new Map(
    team.people.map((person) => [person.id, (team.allocations ?? []).filter((a) => a.personId === person.id)]),
  );
  for (const person of team.people) {
    if ((person.skills.go ?? 0) < 3) continue;
    for (let day = origin; day <= dayOf(demand.deadline); day += 1) {
      const weekday = (day + 3) % 7;
      let capacity = weekday < 5 ? person.hoursPerDay * (person.employmentShare ?? 1) * person.focus : 0;
      for (const absence of person.absences ?? []) {
        if (dayOf(absence.start) <= day && day < dayOf(absence.end)) capacity = 0;
      }
      let load = 0;
      for (const one of byPerson.get(person.id)!) {
        if (dayOf(one.start) > day || day >= dayOf(one.end)) continue;
        load += capacity * (one.share ?? (one.hoursPerWeek ?? 8) / 40);
      }
      const key = `${person.id} ${Math.floor((day - origin) / 7)}`;
      weeks.set(key, (weeks.get(key) ?? 0) + Math.max(0, capacity - load));
    }
  }
  let left = demand.effortHours!;
  for (const free of weeks.values()) left -= Math.min(left, free);
  return left <= 0;
}

/** Small cases of whole hours against every set of demands (Hall's condition). */
function agreement(cases: number): BenchGoal {
  const random = createRandom('bench agreement');
  let agreed = 0;
  for (let round = 0; round < cases; round += 1) {
    const people = Array.from({ length: random.integer(1, 4) }, (_unused, index) => ({
      id: `p${index}`,
      hoursPerDay: random.integer(0, 4),
      focus: 1,
      skills: Object.fromEntries(
        ['a', 'b'].filter(() => random.next() < 0.6).map((skill) => [skill, random.integer(1, 3)]),
      ),
    }));
    const demands = Array.from({ length: random.integer(1, 5) }, (_unused, index): Demand => {
      const first = random.integer(16, 20);
      const needs = Object.fromEntries(
        ['a', 'b'].filter(() => random.next() < 0.4).map((skill) => [skill, random.integer(1, 3)]),
      );
      const last = random.integer(first, 20);
      return {
        id: `d${index}`,
        effortHours: random.integer(1, 12),
        needs,
        start: `2026-11-${first}`,
        deadline: `2026-11-${last}`,
      };
    });
    const answer = admitDemand({ team: { people }, demand: demands.at(-1)!, committed: demands.slice(0, -1) });
    // A yes beside promises that cannot be kept anyway does not say that everything fits.
    const fits = answer.ok && answer.brokenPromises.length === 0;
    if (fits === fitsBySets(people, demands)) agreed += 1;
  }
  return {
    goal: 'planner-8-exact',
    measure: 'agreement with trying every set of demands, random small cases',
    value: agreed / cases,
    unit: `share of ${cases}`,
    peer: 'exact enumeration',
    peerValue: 1,
    ratio: agreed / cases,
    target: 1,
    pass: agreed === cases,
  };
}

function fitsBySets(people: Team['people'], demands: readonly Demand[]): boolean {
  for (let set = 1; set < 1 << demands.length; set += 1) {
    const chosen = demands.filter((_demand, index) => (set >> index) & 1);
    let room = 0;
    for (const person of people) {
      for (let day = 16; day <= 20; day += 1) {
        const usable = chosen.some(
          (demand) =>
            demand.start <= `2026-11-${day}` &&
            `2026-11-${day}` <= demand.deadline &&
            Object.entries(demand.needs ?? {}).every(([skill, level]) => (person.skills[skill] ?? -1) >= level),
        );
        if (usable) room += person.hoursPerDay;
      }
    }
    if (chosen.reduce((sum, demand) => sum + demand.effortHours!, 0) > room) return false;
  }
  return true;
}

/** Milliseconds on the clock, and of the processor: the latter says what a busy machine hides. */
export interface Timing {
  readonly wall: number;
  readonly processor: number;
}

export function timesOf(work: () => unknown): Timing {
  const before = process.cpuUsage();
  const start = performance.now();
  work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { wall, processor: (user + system) / 1000 };
}

/** Milliseconds on the clock. */
export function timed(work: () => unknown): number {
  return timesOf(work).wall;
}

function spread(values: readonly number[]): string {
  return [Math.min(...values), median(values), Math.max(...values)].map((value) => value.toFixed(1)).join(' / ');
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
