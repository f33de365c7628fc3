import { isDate } from '@meritkit/core/dates';
import type { JsonObject } from '@meritkit/core/json';
import { jsonSchemaOf, parseWith } from '@meritkit/core/schema';
import { z } from 'zod';
import { checkTeam } from './model/check.ts';
import { checkDemand, checkItems } from './model/check-demand.ts';
import type { Allocation, Demand, Person, Team, WorkItem } from './model/types.ts';

const id = z.string().min(1);
const date = z.string().refine(isDate, 'not a date such as "2026-11-22"');
const share = z.number().min(0).max(1);
const hours = z.number().min(0).max(1e9);
const levels = z.record(z.string(), z.number().min(0)).readonly();
const text = z.union([z.string(), z.record(z.string(), z.string()).readonly()]);
const money = z.object({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), currency: z.string().length(3) }).readonly();

/** The schema of an absence. */
export const absenceSchema = z
  .object({ start: date, end: date, share: share.exactOptional(), kind: z.string().exactOptional() })
  .readonly();

const capacityChangeSchema = z
  .object({
    start: date,
    end: date,
    hoursPerDay: z.number().min(0).max(24).exactOptional(),
    employmentShare: share.exactOptional(),
    focus: share.exactOptional(),
  })
  .readonly();

/** The schema of a person. */
export const personSchema = z
  .object({
    id,
    name: text.exactOptional(),
    hoursPerDay: z.number().min(0).max(24),
    focus: share,
    employmentShare: share.exactOptional(),
    weekPattern: z.array(share).length(7).readonly().exactOptional(),
    calendarId: id.exactOptional(),
    timeZone: z.string().exactOptional(),
    employedFrom: date.exactOptional(),
    employedUntil: date.exactOptional(),
    absences: z.array(absenceSchema).readonly().exactOptional(),
    capacityChanges: z.array(capacityChangeSchema).readonly().exactOptional(),
    skills: levels,
    teamId: id.exactOptional(),
    costPerHour: money.exactOptional(),
  })
  .readonly() satisfies z.ZodType<Person>;

/** The schema of an allocation. */
export const allocationSchema = z
  .object({
    id,
    personId: id,
    projectId: id.exactOptional(),
    start: date,
    end: date,
    hoursPerWeek: hours.exactOptional(),
    share: z.number().min(0).exactOptional(),
    hours: hours.exactOptional(),
    core: z.boolean(),
    tentative: z.boolean().exactOptional(),
    needs: levels.exactOptional(),
    deadline: date.exactOptional(),
    value: z.number().exactOptional(),
    priority: z.number().min(0).exactOptional(),
  })
  .readonly() satisfies z.ZodType<Allocation>;

const calendarSchema = z
  .object({
    id,
    holidays: z.array(date).readonly(),
    extraWorkingDays: z.array(date).readonly().exactOptional(),
    partDays: z.record(date, share).readonly().exactOptional(),
  })
  .readonly();

/** The schema of a team. */
export const teamSchema = z
  .object({
    people: z.array(personSchema).readonly(),
    calendars: z.array(calendarSchema).readonly().exactOptional(),
    allocations: z.array(allocationSchema).readonly().exactOptional(),
  })
  .readonly() satisfies z.ZodType<Team>;

const roleSchema = z
  .object({ id, needs: levels, effortHours: hours, people: z.number().int().min(1).max(1000).exactOptional() })
  .readonly();

/** The schema of a work item. */
export const workItemSchema = z
  .object({
    id,
    projectId: id.exactOptional(),
    name: text.exactOptional(),
    effortHours: hours,
    needs: levels.exactOptional(),
    people: z.number().int().min(1).max(1000).exactOptional(),
    roles: z.array(roleSchema).readonly().exactOptional(),
    predecessors: z.array(id).readonly().exactOptional(),
    start: date.exactOptional(),
    deadline: date.exactOptional(),
    priority: z.number().min(0).exactOptional(),
    splittable: z.boolean().exactOptional(),
    candidateIds: z.array(id).readonly().exactOptional(),
  })
  .readonly() satisfies z.ZodType<WorkItem>;

/** The schema of a demand. */
export const demandSchema = z
  .object({
    id,
    effortHours: hours.exactOptional(),
    needs: levels.exactOptional(),
    candidateIds: z.array(id).readonly().exactOptional(),
    items: z.array(workItemSchema).readonly().exactOptional(),
    start: date,
    deadline: date,
    value: z.number().exactOptional(),
    priority: z.number().min(0).exactOptional(),
  })
  .readonly() satisfies z.ZodType<Demand>;

/**
 * Reads a team from outside.
 *
 * @throws InvalidInputError `planner/invalid-input` with every issue's path, and those of `levelLoad`
 * @example
 * ```ts
 * import { parseTeam } from '@meritkit/workload-planner';
 *
 * parseTeam({ people: [{ id: 'lin', hoursPerDay: 8, focus: 0.8, skills: { go: 4 } }] }).people.length; // 1
 * ```
 */
export function parseTeam(input: unknown): Team {
  const team = parseWith({ schema: teamSchema, input, code: 'planner/invalid-input' });
  checkTeam(team, []);
  return team;
}

/**
 * Reads a demand from outside.
 *
 * @throws InvalidInputError `planner/invalid-input` with every issue's path, and those of `admitDemand`
 * @example
 * ```ts
 * import { parseDemand } from '@meritkit/workload-planner';
 *
 * parseDemand({ id: 'promo', effortHours: 60, start: '2026-11-16', deadline: '2026-11-27' }).effortHours; // 60
 * ```
 */
export function parseDemand(input: unknown): Demand {
  const demand = parseWith({ schema: demandSchema, input, code: 'planner/invalid-input' });
  checkDemand(demand, []);
  return demand;
}

/**
 * Reads work items from outside.
 *
 * @throws InvalidInputError `planner/invalid-input` with every issue's path, and those of `scheduleWork`
 * @example
 * ```ts
 * import { parseWorkItems } from '@meritkit/workload-planner';
 *
 * parseWorkItems([{ id: 'build', effortHours: 16 }]).length; // 1
 * ```
 */
export function parseWorkItems(input: unknown): readonly WorkItem[] {
  const items = parseWith({ schema: z.array(workItemSchema).readonly(), input, code: 'planner/invalid-input' });
  checkItems(items, []);
  return items;
}

/**
 * JSON Schemas (draft 2020-12) of what goes in, for hosts in other languages.
 *
 * @example
 * ```ts
 * import { plannerJsonSchemas } from '@meritkit/workload-planner';
 *
 * Object.keys(plannerJsonSchemas()); // ['team', 'allocation', 'demand', 'workItem']
 * ```
 */
export function plannerJsonSchemas(): Readonly<Record<'team' | 'allocation' | 'demand' | 'workItem', JsonObject>> {
  const of = (name: string, schema: z.ZodType) =>
    jsonSchemaOf({ schema, id: `https://meritkit.dev/schemas/planner/${name}.json` });
  return {
    team: of('team', teamSchema),
    allocation: of('allocation', allocationSchema),
    demand: of('demand', demandSchema),
    workItem: of('work-item', workItemSchema),
  };
}
