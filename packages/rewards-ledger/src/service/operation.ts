import type { Rejection } from '@meritkit/core/errors';
import type { JsonObject } from '@meritkit/core/json';
import type { Actor } from '@meritkit/core/ports';
import type { LedgerEvent } from '../events.ts';
import type { AccountOwner } from '../ledger/account.ts';
import type { Command } from '../ledger/command.ts';
import type { LedgerDocument, Loaded, LoadRequest, OpenedAccount } from '../ports.ts';

/** A call's plan for what was loaded. Commands are decided in order, each on what the ones before led to. */
export interface Plan {
  readonly ok: true;
  readonly commands: readonly Command[];
  readonly opened?: readonly OpenedAccount[];
  readonly details?: Readonly<Record<string, string>> | undefined;
  readonly documents?: readonly LedgerDocument[];
  readonly answer?: JsonObject | undefined;
  readonly notices?: readonly Notice[];
}

/** An event that no entry stands for. */
export interface Notice {
  readonly type: string;
  readonly subject: string;
  readonly data: JsonObject;
}

/** A refusal of a plan. */
export interface Refusal {
  readonly ok: false;
  readonly rejection: Rejection;
}

/** One call on the ledger. */
export interface Operation {
  readonly name: string;
  readonly key: string;
  /** What the caller asked for, as given: the fingerprint is taken from it before anything is validated. */
  readonly payload: readonly unknown[];
  readonly request: LoadRequest;
  readonly owner?: AccountOwner;
  readonly actor?: Actor | undefined;
  readonly plan: (loaded: Loaded, moment: Moment) => Plan | Refusal;
}

/** When a call is recorded, and ids for what it writes. */
export interface Moment {
  readonly recordedMs: number;
  readonly newId: () => string;
}

/** What every call that writes answers: the entry, its events, and what the call itself adds. */
export type Written<Extra extends object = object> = {
  /** Null when there was nothing to write. */
  readonly entryId: string | null;
  readonly events: readonly LedgerEvent[];
} & Readonly<Extra>;

/** What a call answers that always writes one entry. */
export type Posted<Extra extends object = object> = Written<Extra> & { readonly entryId: string };
