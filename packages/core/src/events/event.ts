import { z } from 'zod';
import { parseInstant } from '../dates/instant.ts';
import { invalidInput } from '../errors/index.ts';
import type { Actor } from '../ports/index.ts';
import { instantSchema } from '../schema/instant.ts';
import { parseWith } from '../schema/parse.ts';

/** An event's type: `meritkit.<package>.<what-happened>.v<version of its data>`. */
export type EventType = `meritkit.${string}.${string}.v${number}`;

/**
 * Something that happened, in a CloudEvents 1.0 envelope (JSON format): plain data that any broker, webhook or outbox
 * carries. `tenantid`, `actorid` and `schemaversion` are extension attributes; their names are lower case by the standard.
 */
export interface CloudEvent<Type extends string = string, Data = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  /** Who emits: a URI reference such as `/meritkit/rewards`. Together with `id` it names the event once and for all. */
  readonly source: string;
  readonly type: Type;
  /** What it is about: an id in the emitter's terms. */
  readonly subject?: string;
  /** When it happened, an instant with offset. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly tenantid: string;
  readonly actorid?: string;
  /** The version of `data`'s shape, the same number as at the end of `type`. */
  readonly schemaversion: number;
  readonly data: Data;
}

/** The data of each event type a package emits. */
export type EventMap = Readonly<Record<string, unknown>>;

/** Any event of a map. */
export type EventOf<Events extends EventMap> = {
  readonly [Type in Extract<keyof Events, string>]: CloudEvent<Type, Events[Type]>;
}[Extract<keyof Events, string>];

const typePattern = /^meritkit\.([a-z0-9-]+)\.([a-z0-9-]+)\.v([1-9]\d*)$/;

/**
 * An event's envelope. The id and the time come from the caller, as everything that is not a function of its inputs.
 *
 * @throws InvalidInputError `core/not-an-event` for a type that is not `meritkit.<package>.<event>.v<n>`, an empty id or subject,
 * `core/not-an-instant` for a time without offset
 * @example
 * ```ts
 * import { createEvent } from '@meritkit/core/events';
 *
 * createEvent({
 *   type: 'meritkit.rewards.points-earned.v1', id: 'e-1', tenantId: 'acme', subject: 'account-7',
 *   time: '2026-11-22T09:00:00+08:00', data: { amount: '300' },
 * }).source; // '/meritkit/rewards'
 * ```
 */
export function createEvent<const Type extends EventType, Data>(options: {
  readonly type: Type;
  readonly id: string;
  readonly time: string;
  readonly tenantId: string;
  readonly subject?: string;
  readonly actor?: Actor;
  readonly data: Data;
}): CloudEvent<Type, Data> {
  const match = typePattern.exec(options.type);
  if (match === null) {
    throw invalidInput('core/not-an-event', ['type'], `"${options.type}" is not meritkit.<package>.<event>.v<number>`);
  }
  if (options.id === '') throw invalidInput('core/not-an-event', ['id'], 'an event has an id');
  if (options.subject === '')
    throw invalidInput('core/not-an-event', ['subject'], 'a subject that is given has a text');
  parseInstant(options.time, ['time']);
  return {
    specversion: '1.0',
    id: options.id,
    source: `/meritkit/${match[1]}`,
    type: options.type,
    ...(options.subject === undefined ? {} : { subject: options.subject }),
    time: options.time,
    datacontenttype: 'application/json',
    tenantid: options.tenantId,
    ...(options.actor === undefined ? {} : { actorid: options.actor.id }),
    schemaversion: Number(match[3]),
    data: options.data,
  };
}

/** The envelope's schema; `data` is left to each event type. Unknown extension attributes pass. */
export const cloudEventSchema = z
  .looseObject({
    specversion: z.literal('1.0'),
    id: z.string().min(1),
    source: z.string().min(1),
    type: z.string().regex(typePattern),
    subject: z.string().min(1).optional(),
    time: instantSchema,
    datacontenttype: z.literal('application/json'),
    tenantid: z.string(),
    actorid: z.string().optional(),
    schemaversion: z.number().int().min(1),
    data: z.unknown(),
  })
  .refine(({ type, schemaversion }) => type.endsWith(`.v${schemaversion}`), {
    path: ['schemaversion'],
    message: 'not the version at the end of the type',
  });

/**
 * Reads an envelope from outside, such as from a queue or a webhook.
 *
 * @throws InvalidInputError `core/not-an-event` with each issue's path
 * @example
 * ```ts
 * import { createEvent, parseEvent } from '@meritkit/core/events';
 *
 * const event = createEvent({
 *   type: 'meritkit.rewards.points-earned.v1', id: 'e-1', tenantId: 'acme', time: '2026-11-22T09:00:00Z', data: { amount: '300' },
 * });
 * parseEvent(JSON.parse(JSON.stringify(event))).type; // 'meritkit.rewards.points-earned.v1'
 * ```
 */
export function parseEvent(input: unknown): CloudEvent {
  return parseWith({ schema: cloudEventSchema, input, code: 'core/not-an-event' }) as CloudEvent;
}
