import { isDate } from '@meritkit/core/dates';
import { parseWith } from '@meritkit/core/schema';
import { z } from 'zod';

const words = z.string().regex(/\S/, 'a text says something');
const text = z.union([
  words,
  z.record(z.string(), words).refine((texts) => Object.keys(texts).length > 0, 'a text in one language at least'),
]);
const id = z.string().max(500).regex(/\S/, 'an id has something in it');
const date = z.string().refine((value) => isDate(value), 'no date such as 2026-11-22');

/** A step of an activity: facts of a kind, so many of them, worth so many points each. */
export const stepSchema = z.object({
  id,
  name: text,
  factKind: id,
  /** How many facts complete the step. */
  needed: z.int().min(1),
  pointsEach: z.int().min(0),
  /** Facts beyond this many give no points. */
  countedAtMost: z.int().min(1),
});

/** An activity as it is announced: theme, audience, steps, team or solo, prerequisites, points and prizes. */
export const activitySchema = z.object({
  schemaVersion: z.literal(1),
  id,
  template: z.string().min(1).nullable(),
  theme: text,
  audience: z.record(z.string(), z.array(z.string())),
  start: date,
  /** The last day on which facts count, included. */
  deadline: date,
  entry: z.enum(['solo', 'team']),
  teamSize: z.object({ minimum: z.int().min(1), maximum: z.int().min(1) }),
  prerequisites: z.array(z.string()),
  capacity: z.int().min(1).nullable(),
  steps: z.array(stepSchema).min(1),
  prizes: z.array(
    z.object({ fromRank: z.int().min(1), toRank: z.int().min(1), points: z.string().regex(/^\d+(\.\d+)?$/) }),
  ),
});

/** An activity: who may join, until when, its steps, points and prizes. */
export type Activity = z.infer<typeof activitySchema>;
/** A step of an activity: the facts it counts and the points they give. */
export type ActivityStep = z.infer<typeof stepSchema>;

/**
 * Reads an activity from outside.
 *
 * @throws InvalidInputError `engagement/invalid-activity`
 * @example
 * ```ts
 * import { activityFromTemplate, parseActivity } from '@meritkit/engagement-index';
 *
 * const activity = activityFromTemplate({
 *   template: 'help-board', id: 'h1', start: '2026-11-01', deadline: '2026-11-30', audience: {},
 * });
 * parseActivity(JSON.parse(JSON.stringify(activity))).id; // 'h1'
 * ```
 */
export function parseActivity(input: unknown): Activity {
  const schema = activitySchema
    .refine((activity) => activity.start <= activity.deadline, { path: ['deadline'], message: 'ends before it starts' })
    .refine((activity) => activity.teamSize.minimum <= activity.teamSize.maximum, {
      path: ['teamSize'],
      message: 'minimum above maximum',
    })
    .refine((activity) => new Set(activity.steps.map((step) => step.id)).size === activity.steps.length, {
      path: ['steps'],
      message: 'a step id comes twice',
    })
    .refine((activity) => activity.prizes.every((prize) => prize.fromRank <= prize.toRank), {
      path: ['prizes'],
      message: 'ranks run backwards',
    })
    .refine((activity) => !overlap(activity.prizes), { path: ['prizes'], message: 'a rank has two prizes' })
    .refine((activity) => activity.steps.every((step) => step.needed <= step.countedAtMost), {
      path: ['steps'],
      message: 'a step needs more facts than count, so nobody could complete it',
    });
  return parseWith({ schema, input, code: 'engagement/invalid-activity' });
}

function overlap(prizes: Activity['prizes']): boolean {
  const byRank = [...prizes].sort((left, right) => left.fromRank - right.fromRank);
  return byRank.some((prize, at) => at > 0 && prize.fromRank <= byRank[at - 1]!.toRank);
}
