/**
 * A project with renewable resources (RCPSP): activities take whole periods, hold part of each resource while they
 * run, and may not be interrupted. Indexes count from 0; `requirements[activity][resource]` is in units of the resource.
 */
export interface ResourceProject {
  readonly kind: 'resource-project';
  readonly name: string;
  readonly durations: readonly number[];
  readonly successors: readonly (readonly number[])[];
  readonly capacities: readonly number[];
  readonly requirements: readonly (readonly number[])[];
}

/**
 * A project whose resources are people with skills (MSPSP): an activity needs `requirements[activity][skill]` people,
 * each of whom gives one mastered skill and stays for the whole activity. `mastery[person][skill]` says who can do what.
 */
export interface MultiSkillProject {
  readonly kind: 'multi-skill-project';
  readonly name: string;
  readonly durations: readonly number[];
  readonly successors: readonly (readonly number[])[];
  readonly requirements: readonly (readonly number[])[];
  readonly mastery: readonly (readonly boolean[])[];
}

/** Either kind of project that `solveProject` schedules. */
export type Project = ResourceProject | MultiSkillProject;

/** One person giving one skill to one activity, from its start to its end. */
export interface StaffedSlot {
  readonly activity: number;
  readonly person: number;
  readonly skill: number;
}

/** When each activity starts (periods from 0) and, for people with skills, who does what. */
export interface ProjectSchedule {
  readonly starts: readonly number[];
  readonly staffing: readonly StaffedSlot[];
}
