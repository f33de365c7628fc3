import { instantText, parseInstant } from '@meritkit/core/dates';
import { invalidInput, type Rejection, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText, MAXIMUM_MINOR_UNITS, readAmount } from '../amount/index.ts';
import type { AccountOwner } from '../ledger/account.ts';
import type { LedgerContext } from './context.ts';

/** Names an account by whose it is: exactly one of the three. */
export type AccountReference =
  | { readonly personId: string; readonly teamId?: never; readonly budgetId?: never }
  | { readonly teamId: string; readonly personId?: never; readonly budgetId?: never }
  | { readonly budgetId: string; readonly personId?: never; readonly teamId?: never };

/** An amount that cannot be posted. */
export type AmountRejection =
  | Rejection<'ledger/unknown-unit', { readonly unit: string }>
  | Rejection<'ledger/too-precise', { readonly amount: string; readonly decimals: number }>
  | Rejection<'ledger/amount-not-positive', { readonly amount: string }>
  | Rejection<'ledger/amount-too-large', { readonly amount: string; readonly maximum: string }>;

type Path = readonly (string | number)[];

/** The owner that a reference names. @throws InvalidInputError `ledger/invalid-input` unless it names exactly one */
export function readOwner(reference: AccountReference, path: Path = []): AccountOwner {
  const named: Partial<Record<'personId' | 'teamId' | 'budgetId', unknown>> = reference ?? {};
  const { personId, teamId, budgetId } = named;
  if (personId !== undefined && teamId === undefined && budgetId === undefined) {
    return { kind: 'person', id: readIdIn(personId, path, 'personId') };
  }
  if (teamId !== undefined && personId === undefined && budgetId === undefined) {
    return { kind: 'team', id: readIdIn(teamId, path, 'teamId') };
  }
  if (budgetId !== undefined && personId === undefined && teamId === undefined) {
    return { kind: 'budget', id: readIdIn(budgetId, path, 'budgetId') };
  }
  throw invalidInput('ledger/invalid-input', path, 'name one of personId, teamId and budgetId');
}

/** An id or key: a text of 1 to 256 characters, less those that the ledger itself adds to it. */
export function readId(value: unknown, path: Path, added = 0): string {
  if (isId(value) && value.length + added <= 256) return value;
  throw invalidInput('ledger/invalid-input', path, 'an id is a text of 1 to 256 characters');
}

function readIdIn(value: unknown, path: Path, name: string): string {
  return isId(value) ? value : readId(value, [...path, name]);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 256 && !value.includes('\u0000');
}

/** An actor: two names, the second where it is given, and the request that they make. */
export function readActor(actor: Actor): void {
  readPart(actor, ['actor']);
  readId(actor.id, ['actor', 'id']);
  readId(actor.requestId, ['actor', 'requestId']);
  if (actor.onBehalfOf !== undefined) readId(actor.onBehalfOf, ['actor', 'onBehalfOf']);
}

/** A part of the input that is an object. */
export function readPart<Part extends object>(value: Part, path: Path): Part {
  if (typeof value === 'object' && value !== null) return value;
  throw invalidInput('ledger/invalid-input', path, 'an object with its fields is expected');
}

/** An optional free text. */
export function readText(value: unknown, path: Path): string | undefined {
  if (value === undefined || (typeof value === 'string' && value.length <= 10_000)) return value;
  throw invalidInput('ledger/invalid-input', path, 'a text has at most 10,000 characters');
}

/** The unit a call names, or the ledger's first; refused when the ledger does not keep it. */
export function readUnit(
  context: LedgerContext,
  unit: string | undefined,
): { readonly ok: true; readonly unit: string } | { readonly ok: false; readonly rejection: AmountRejection } {
  if (unit === undefined) return { ok: true, unit: context.defaultUnit };
  if (Object.hasOwn(context.units, readId(unit, ['unit']))) return { ok: true, unit };
  return reject('ledger/unknown-unit', { unit });
}

/** The unit that a reading call names. @throws InvalidInputError `ledger/invalid-input` for one the ledger does not keep */
export function readKnownUnit(context: LedgerContext, unit: string | undefined): string {
  const read = readUnit(context, unit);
  if (read.ok) return read.unit;
  throw invalidInput('ledger/invalid-input', ['unit'], 'the ledger keeps no such unit');
}

/** An amount in a unit, as minor units. @throws InvalidInputError `ledger/not-an-amount` for text that is no decimal */
export function readUnitAmount(options: {
  readonly text: string;
  readonly scale: number;
  readonly path?: Path;
  readonly signed?: boolean;
}): { readonly ok: true; readonly amount: bigint } | { readonly ok: false; readonly rejection: AmountRejection } {
  const reading = readAmount(options);
  if (reading.ok) return reading;
  const { text: amount, scale } = options;
  switch (reading.problem) {
    case 'ledger/too-precise':
      return reject('ledger/too-precise', { amount, decimals: scale });
    case 'ledger/amount-not-positive':
      return reject('ledger/amount-not-positive', { amount });
    case 'ledger/amount-too-large':
      return reject('ledger/amount-too-large', {
        amount,
        maximum: amountText({ amount: MAXIMUM_MINOR_UNITS, scale }),
      });
  }
}

/** An instant as milliseconds; `recordedMs` where none is given. */
export function readAt(at: string | undefined, recordedMs: number, path: Path = ['at']): number {
  return at === undefined ? recordedMs : readInstant(at, path);
}

/** An end: an instant, or none. */
export function readEnd(end: string | undefined, path: Path): number | null {
  return end === undefined ? null : readInstant(end, path);
}

/** The refusal of a reservation that would be over before it begins. */
export function refuseEnded(
  effectiveMs: number,
  expiresMs: number | null,
): {
  readonly ok: false;
  readonly rejection: Rejection<'ledger/already-ended', { readonly effective: string; readonly expires: string }>;
} | null {
  if (expiresMs === null || expiresMs > effectiveMs) return null;
  return reject('ledger/already-ended', { effective: instantText(effectiveMs), expires: instantText(expiresMs) });
}

const recent: { text: string; milliseconds: number }[] = [];
let oldest = 0;

/** Reads an instant; the calls of one burst name few, so the last ones are remembered. */
export function readInstant(text: string, path: Path): number {
  for (const known of recent) if (known.text === text) return known.milliseconds;
  const milliseconds = parseInstant(text, path);
  recent[oldest] = { text, milliseconds };
  oldest = (oldest + 1) % 4;
  return milliseconds;
}
