import type { AuditSinkV1 } from '@meritkit/core/audit';
import { invalidInput } from '@meritkit/core/errors';
import { type Publish, refusePublishWithin } from '@meritkit/core/events';
import { createIds } from '@meritkit/core/platform';
import type { IdSource } from '@meritkit/core/ports';
import type { Units } from '../amount/index.ts';
import type { LedgerStoreV1 } from '../ports.ts';
import { readLimits } from './limits.ts';

/** How a ledger is set up. */
export interface LedgerOptions {
  readonly store: LedgerStoreV1;
  /**
   * Units of account; `{ points: { scale: 0 } }` unless given. The first is used where a call names none. A unit's scale is
   * stored with its first posting and never changes.
   */
  readonly units?: Units;
  /** The present, as an instant; the machine's clock unless given. */
  readonly now?: () => string;
  /** Ids of entries and accounts; UUIDs of version 7 unless given. */
  readonly ids?: IdSource;
  /**
   * With a secret, keys and fingerprints reach the store as HMAC-SHA-256. Give one to every durable store, and keep it:
   * under another secret the ledger knows none of its keys again, and a replay would take effect a second time.
   */
  readonly secret?: string;
  /**
   * Called with the events after the commit, best effort: `publishTo` of core, or the host's own. Refused on a store within a
   * host's transaction: when that commits, and whether, the host alone knows. There, set `outbox`, and read it afterwards.
   */
  readonly publish?: Publish;
  /**
   * Where every write that names an actor is recorded, done or refused, and every read that does of a person's data, or of
   * everybody's: `listRedemptions`, `listHolds`, `exportPayroll`, and, unless they are of teams or budgets alone, `listAccounts` and
   * `listEndingPoints`. A read of an entry is recorded for each person whose account it touched.
   */
  readonly audit?: AuditSinkV1;
  /** True: events are also written to the store's outbox, in the transaction of their entry. */
  readonly outbox?: boolean;
  /** Source of the events; `/meritkit/rewards` unless given. */
  readonly source?: string;
  /** How far before the present an effective time may lie, in milliseconds; no limit unless given. */
  readonly maximumBackdatingMs?: number;
  /**
   * How far after the present an effective time may lie, in milliseconds; 366 days unless given, so that hosts may book
   * ahead and a mistyped year is noticed. The skew of clocks where nobody books ahead; `Infinity` for no limit.
   * An award's event has happened: unless this is given, it lies five minutes ahead at most, so that the caps of periods to
   * come are not used today.
   */
  readonly maximumAheadMs?: number;
  /**
   * Above this amount, per unit in decimal text, `earn`, `award`, `post`, `transfer`, `fundBudget`, `reverse`, `clawback`
   * and `cancelRedemption` of what was fulfilled need an approval, and so does what spends a team's or a budget's money. People pass on their own points without one, if the call names them as its actor.
   */
  readonly approvalAbove?: Readonly<Record<string, string>>;
  /**
   * True: points are spent on items of the catalogue alone, so that its prices, approvals and bookings cannot be passed by
   * with a word of one's own: `redeem`, and a `hold` that is `about` something, name an item that needs neither an approval nor
   * a booking. Off unless given.
   */
  readonly catalogueOnly?: boolean;
  /** How often a decision is taken again when concurrent writers were faster; 100 unless given. */
  readonly attempts?: number;
}

/** The options with everything decided. */
export interface LedgerContext {
  readonly store: LedgerStoreV1;
  readonly units: Units;
  readonly defaultUnit: string;
  readonly now: () => string | number;
  readonly newId: IdSource;
  readonly secret: string | null;
  readonly publish: Publish | undefined;
  readonly audit: AuditSinkV1 | null;
  readonly outbox: boolean;
  readonly source: string;
  readonly maximumBackdatingMs: number | null;
  readonly maximumAheadMs: number;
  /** The same for the events of awards. */
  readonly awardAheadMs: number;
  /** Minor units by unit. */
  readonly approvalAbove: ReadonlyMap<string, bigint>;
  readonly catalogueOnly: boolean;
  readonly attempts: number;
  /** Units whose stored scale is the one given. */
  readonly knownScales: Set<string>;
}

/** Books are closed, and entries are posted, a year ahead at most: a leap year's length. */
export const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

/** How far the clock of whoever saw an event may run ahead of the ledger's. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** @throws InvalidInputError `ledger/invalid-input` for units that cannot be kept or limits in none of them, `core/invalid-input` for `publish` within a transaction */
export function readOptions(options: LedgerOptions): LedgerContext {
  const units = structuredClone(options.units) ?? { points: { scale: 0 } };
  const defaultUnit = Object.keys(units)[0];
  if (defaultUnit === undefined)
    throw invalidInput('ledger/invalid-input', ['units'], 'a ledger keeps at least one unit');
  for (const [unit, { scale }] of Object.entries(units)) {
    if (unit === '' || !Number.isInteger(scale) || scale < 0 || scale > 12) {
      throw invalidInput('ledger/invalid-input', ['units', unit, 'scale'], 'a scale is a whole number from 0 to 12');
    }
  }
  refusePublishWithin(options);
  if (options.secret === '') throw invalidInput('ledger/invalid-input', ['secret'], 'an empty secret hides nothing');
  return {
    store: options.store,
    units,
    defaultUnit,
    now: options.now ?? Date.now,
    newId: options.ids ?? createIds(),
    secret: options.secret ?? null,
    publish: options.publish,
    audit: options.audit ?? null,
    outbox: options.outbox ?? false,
    source: options.source ?? '/meritkit/rewards',
    maximumBackdatingMs: readLength(options.maximumBackdatingMs, 'maximumBackdatingMs') ?? null,
    maximumAheadMs: readLength(options.maximumAheadMs, 'maximumAheadMs') ?? YEAR_MS,
    awardAheadMs: options.maximumAheadMs ?? CLOCK_SKEW_MS,
    approvalAbove: readLimits(options.approvalAbove ?? {}, units),
    catalogueOnly: options.catalogueOnly ?? false,
    attempts: options.attempts ?? 100,
    knownScales: new Set(),
  };
}

function readLength(milliseconds: number | undefined, name: string): number | undefined {
  if (milliseconds === undefined || (typeof milliseconds === 'number' && milliseconds >= 0)) return milliseconds;
  throw invalidInput('ledger/invalid-input', [name], 'a length of time is a number of milliseconds from 0');
}
