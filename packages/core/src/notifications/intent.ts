import { z } from 'zod';
import { parseInstant } from '../dates/instant.ts';
import { stableId } from '../hash/index.ts';
import type { MessageParameters } from '../locale/index.ts';
import { instantSchema } from '../schema/instant.ts';
import { parseStored } from '../schema/stored.ts';
import { defineUpcasters } from '../schema/upcast.ts';

/**
 * That somebody should hear of something: data, not a message that is sent. The host picks the channel, writes it in
 * the reader's language with the catalogue that `messageKey` belongs to, and skips an id it has delivered before.
 */
export interface NotificationIntent {
  readonly schemaVersion: 1;
  /** The same reason gives the same id, so that two runs remind once. */
  readonly id: string;
  readonly recipient: { readonly personId: string };
  /** What it is about, such as `skills.training-due`; hosts let people mute kinds. */
  readonly kind: string;
  readonly urgency: 'now' | 'today' | 'digest';
  readonly messageKey: string;
  readonly parameters: MessageParameters;
  /** The reader's next step, as the host's own route names it. */
  readonly action?: { readonly name: string; readonly subjectId: string };
  /** Not before this instant. */
  readonly notBefore?: string;
  /** Of no use after this instant. */
  readonly expires?: string;
}

/** A notification intent's schema. */
export const notificationIntentSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string().min(1),
  recipient: z.object({ personId: z.string().min(1) }),
  kind: z.string().min(1),
  urgency: z.enum(['now', 'today', 'digest']),
  messageKey: z.string().min(1),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  action: z.object({ name: z.string().min(1), subjectId: z.string() }).optional(),
  notBefore: instantSchema.optional(),
  expires: instantSchema.optional(),
});

/** The one place where older versions of an intent are read. */
const upcasters = defineUpcasters({ type: 'notification', steps: [] });

/**
 * Reads an intent from outside, of any version.
 *
 * @throws InvalidInputError `core/invalid-input`, `core/newer-document`
 * @example
 * ```ts
 * import { createNotification, parseNotificationIntent } from '@meritkit/core/notifications';
 *
 * const intent = createNotification({
 *   recipient: { personId: 'lin' }, kind: 'x.due', occasion: '1', urgency: 'digest', messageKey: 'due', parameters: {},
 * });
 * parseNotificationIntent(intent).kind; // 'x.due'
 * ```
 */
export function parseNotificationIntent(input: unknown): NotificationIntent {
  return parseStored({ schema: notificationIntentSchema, upcasters, input }) as NotificationIntent;
}

/**
 * An intent whose id follows from recipient, kind and `occasion`.
 *
 * @throws InvalidInputError `core/not-an-instant`
 * @example
 * ```ts
 * import { createNotification } from '@meritkit/core/notifications';
 *
 * const remind = (occasion: string) => createNotification({
 *   recipient: { personId: 'lin' }, kind: 'skills.training-due', occasion, urgency: 'digest',
 *   messageKey: 'trainingDue', parameters: { course: 'Kubernetes' },
 * });
 * remind('2026-W47').id === remind('2026-W47').id; // true
 * remind('2026-W47').id === remind('2026-W48').id; // false
 * ```
 */
export function createNotification(
  options: Omit<NotificationIntent, 'schemaVersion' | 'id'> & {
    /** What makes this reminder another one than the last: a week, a deadline, an entry's id. */
    readonly occasion: string;
  },
): NotificationIntent {
  const { occasion, ...rest } = options;
  if (rest.notBefore !== undefined) parseInstant(rest.notBefore, ['notBefore']);
  if (rest.expires !== undefined) parseInstant(rest.expires, ['expires']);
  return { schemaVersion: 1, id: stableId('notification', rest.recipient.personId, rest.kind, occasion), ...rest };
}
