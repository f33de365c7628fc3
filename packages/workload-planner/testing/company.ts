import { createRandom } from '@meritkit/core/random';
import type { Allocation, Demand, Person, Team, WorkItem } from '../src/index.ts';

const skillNames = ['go', 'java', 'typescript', 'python', 'data', 'security', 'design', 'test', 'cloud', 'mobile'];
const origin = Date.UTC(2026, 10, 16) / 86_400_000; // Monday 2026-11-16
const date = (offset: number) => new Date((origin + offset) * 86_400_000).toISOString().slice(0, 10);

/** A made-up company: calendars, part-timers, absences, and what people are promised to. The seed decides everything. */
export function makeTeam(options: {
  readonly people: number;
  readonly allocations: number;
  readonly weeks: number;
  readonly seed: number;
}): Team {
  const random = createRandom(`team ${options.seed}`);
  const people: Person[] = Array.from({ length: options.people }, (_unused, index) => {
    const absent = random.integer(0, options.weeks * 7 - 1);
    const skills = random.shuffle(skillNames).slice(0, random.integer(1, 4));
    return {
      id: `p${index}`,
      hoursPerDay: random.pick([8, 8, 8, 7.5]),
      focus: random.pick([0.6, 0.7, 0.75, 0.8]),
      employmentShare: random.pick([1, 1, 1, 0.8, 0.5]),
      calendarId: random.pick(['cn', 'eu']),
      absences: [{ start: date(absent), end: date(absent + random.integer(1, 14)) }],
      skills: Object.fromEntries(skills.map((skill) => [skill, random.integer(1, 5)])),
      teamId: `t${index % 20}`,
    };
  });
  const allocations: Allocation[] = Array.from({ length: options.allocations }, (_unused, index) => {
    const start = random.integer(0, options.weeks * 7 - 8);
    return {
      id: `a${index}`,
      personId: `p${random.integer(0, options.people - 1)}`,
      start: date(start),
      end: date(Math.min(options.weeks * 7, start + random.integer(7, 70))),
      ...random.pick([
        { hoursPerWeek: random.integer(2, 16) },
        { share: random.integer(1, 5) / 10 },
        { hours: random.integer(8, 80) },
      ]),
      core: random.next() < 0.6,
      projectId: `project-${index % 30}`,
    };
  });
  const calendars = [
    {
      id: 'cn',
      holidays: [date(46), date(90), date(91), date(92), date(93), date(94)],
      extraWorkingDays: [date(89), date(103)],
    },
    { id: 'eu', holidays: [date(39), date(40), date(46)] },
  ];
  return { people, calendars, allocations };
}

/** Projects of items with order, deadlines, priorities and roles, such as a year's plan holds. */
export function makeItems(options: {
  readonly items: number;
  readonly projects: number;
  readonly weeks: number;
  readonly seed: number;
}): readonly WorkItem[] {
  const random = createRandom(`items ${options.seed}`);
  const byProject: string[][] = Array.from({ length: options.projects }, () => []);
  return Array.from({ length: options.items }, (_unused, index) => {
    const project = index % options.projects;
    const before = byProject[project]!;
    const predecessors = before.slice(-6).filter(() => random.next() < 0.3);
    const id = `w${index}`;
    before.push(id);
    const effortHours = random.integer(4, 60);
    const needs = () => ({ [random.pick(skillNames)]: random.integer(1, 3) });
    const half = Math.floor(effortHours / 2);
    const who = random.integer(0, 9);
    const work =
      who === 0
        ? {
            roles: [
              { id: 'build', needs: needs(), effortHours: half },
              { id: 'test', needs: needs(), effortHours: effortHours - half },
            ],
          }
        : { needs: needs(), ...(who === 1 ? { people: 2 } : {}), ...(who === 2 ? { splittable: true } : {}) };
    return {
      id,
      projectId: `project-${project}`,
      effortHours,
      ...work,
      predecessors,
      ...(random.next() < 0.2 ? { start: date(random.integer(0, options.weeks * 3)) } : {}),
      ...(random.next() < 0.3 ? { deadline: date(random.integer(options.weeks * 2, options.weeks * 7)) } : {}),
      priority: random.integer(1, 3),
    };
  });
}

/** A demand with a random window and one random skill. */
export function makeDemand(options: {
  readonly weeks: number;
  readonly seed: number;
  readonly effortHours: number;
}): Demand {
  const random = createRandom(`demand ${options.seed}`);
  const start = random.integer(0, options.weeks * 5);
  return {
    id: `d${options.seed}`,
    effortHours: options.effortHours,
    needs: { [random.pick(skillNames)]: random.integer(1, 4) },
    start: date(start),
    deadline: date(start + random.integer(7, options.weeks * 2)),
  };
}
