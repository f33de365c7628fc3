import type { MultiSkillProject, Project, ProjectSchedule, ResourceProject } from './model.ts';

/** One way in which a schedule breaks its project. */
export type ScheduleViolation =
  | { readonly kind: 'start'; readonly activity: number; readonly start: number }
  | { readonly kind: 'precedence'; readonly activity: number; readonly successor: number }
  | { readonly kind: 'capacity'; readonly resource: number; readonly period: number; readonly used: number }
  | { readonly kind: 'staffing'; readonly activity: number; readonly skill: number; readonly people: number }
  | { readonly kind: 'mastery'; readonly activity: number; readonly person: number; readonly skill: number }
  | { readonly kind: 'double-booking'; readonly person: number; readonly activities: readonly [number, number] }
  | { readonly kind: 'shape'; readonly what: string };

/**
 * Checks a schedule against its project and returns everything that is broken; an empty list means it holds.
 *
 * Shares nothing with the solver: it counts usage period by period and bookings person by person.
 *
 * @example
 * ```ts
 * import { validateSchedule } from '@meritkit/workload-planner';
 *
 * const project = {
 *   kind: 'resource-project', name: 'two', durations: [2, 3], successors: [[1], []], capacities: [1], requirements: [[1], [1]],
 * } as const;
 * validateSchedule({ project, schedule: { starts: [0, 2], staffing: [] } }); // []
 * validateSchedule({ project, schedule: { starts: [0, 1], staffing: [] } })[0]?.kind; // 'precedence'
 * ```
 */
export function validateSchedule(options: {
  readonly project: Project;
  readonly schedule: ProjectSchedule;
}): readonly ScheduleViolation[] {
  const { project, schedule } = options;
  const { starts } = schedule;
  if (starts.length !== project.durations.length) return [{ kind: 'shape', what: 'starts' }];
  const broken: ScheduleViolation[] = starts.flatMap((start, activity) =>
    Number.isInteger(start) && start >= 0 ? [] : [{ kind: 'start', activity, start }],
  );
  if (broken.length > 0) return broken;
  project.successors.forEach((list, activity) => {
    for (const successor of list)
      if (starts[successor]! < starts[activity]! + project.durations[activity]!)
        broken.push({ kind: 'precedence', activity, successor });
  });
  return broken.concat(
    project.kind === 'resource-project' ? overbooked(project, starts) : misstaffed(project, schedule),
  );
}

/** The end of the last activity, in periods. */
export function makespanOf(options: { readonly project: Project; readonly starts: readonly number[] }): number {
  return options.starts.reduce(
    (latest, start, activity) => Math.max(latest, start + options.project.durations[activity]!),
    0,
  );
}

function overbooked(project: ResourceProject, starts: readonly number[]): ScheduleViolation[] {
  const horizon = makespanOf({ project, starts });
  return project.capacities.flatMap((capacity, resource) => {
    const used = Array.from({ length: horizon }, () => 0);
    starts.forEach((start, activity) => {
      const need = project.requirements[activity]![resource]!;
      for (let period = start; period < start + project.durations[activity]!; period += 1) used[period]! += need;
    });
    return used.flatMap((units, period): ScheduleViolation[] =>
      units > capacity ? [{ kind: 'capacity', resource, period, used: units }] : [],
    );
  });
}

function misstaffed(project: MultiSkillProject, schedule: ProjectSchedule): ScheduleViolation[] {
  const broken: ScheduleViolation[] = [];
  const people = project.requirements.map((row) => row.map(() => 0));
  const bookings: number[][] = project.mastery.map(() => []);
  for (const { activity, person, skill } of schedule.staffing) {
    if (people[activity]?.[skill] === undefined || bookings[person] === undefined) {
      broken.push({ kind: 'shape', what: 'staffing' });
      continue;
    }
    people[activity][skill] += 1;
    if (project.mastery[person]![skill] !== true) broken.push({ kind: 'mastery', activity, person, skill });
    bookings[person].push(activity);
  }
  people.forEach((row, activity) => {
    row.forEach((found, skill) => {
      if (found !== project.requirements[activity]![skill])
        broken.push({ kind: 'staffing', activity, skill, people: found });
    });
  });
  bookings.forEach((activities, person) => {
    activities.forEach((first, position) => {
      for (const second of activities.slice(position + 1))
        if (together(project, schedule.starts, first, second))
          broken.push({ kind: 'double-booking', person, activities: [first, second] });
    });
  });
  return broken;
}

/** True when two activities share a period (one without duration takes none), or are the same. */
function together(project: Project, starts: readonly number[], first: number, second: number): boolean {
  if (first === second) return true;
  const end = (activity: number) => starts[activity]! + project.durations[activity]!;
  if (starts[first] === end(first) || starts[second] === end(second)) return false;
  return starts[second]! < end(first) && starts[first]! < end(second);
}
