import type { JsonObject } from '@meritkit/core/json';
import type { CounterUse, Leg, PostCommand } from '../ledger/command.ts';
import type { OpenedAccount } from '../ports.ts';
import type { Moment, Plan } from './operation.ts';

/** The plan of one posting, with the accounts it opens and the words that belong to it. */
export function planPosting(options: {
  readonly moment: Moment;
  readonly kind: PostCommand['kind'];
  readonly effectiveMs: number;
  readonly subject: string | null;
  readonly legs: readonly Leg[];
  readonly opened?: readonly OpenedAccount[];
  readonly memo?: JsonObject;
  readonly counters?: readonly CounterUse[];
  readonly details?: Readonly<Record<string, string>> | undefined;
  readonly answer?: JsonObject;
}): Plan {
  const { moment, kind, effectiveMs, subject, legs, opened = [], memo = null, counters = [] } = options;
  const { details, answer } = options;
  const command: PostCommand = {
    type: 'post',
    kind,
    entryId: moment.newId(),
    effectiveMs,
    recordedMs: moment.recordedMs,
    subject,
    memo,
    legs,
    counters,
  };
  return { ok: true, commands: [command], opened, details, answer };
}
