import { invalidInput, reject } from '@meritkit/core/errors';
import type { Actor } from '@meritkit/core/ports';
import { amountText } from '../amount/index.ts';
import { type Approval, checkApproval, hashOfPayload } from '../approval/index.ts';
import { type AccountOwner, isDerivedAccount } from '../ledger/account.ts';
import type { Loaded } from '../ports.ts';
import type { LedgerContext } from './context.ts';
import type { Refusal } from './operation.ts';
import { readId, readPart } from './read.ts';

/** A call by which points come into being or change hands on the host's word: `approvalAbove` guards it. */
export type ApprovedCall =
  | 'earn'
  | 'award'
  | 'post'
  | 'transfer'
  | 'fundBudget'
  | 'reverse'
  | 'clawback'
  | 'redeem'
  | 'hold'
  | 'requestRedemption'
  | 'cancelRedemption';

/** What every such call carries. */
export interface ApprovedInput {
  readonly key: string;
  readonly actor?: Actor;
  /** A second person's agreement, bound to `hashOfCall` of this input. */
  readonly approval?: Approval;
}

/**
 * The hash an approver agrees to: the call and everything given to it, the key included, but the actor and the
 * approval itself. A key has one effect for ever, so an approval is good for one posting and for its replays.
 *
 * @example
 * ```ts
 * import { hashOfCall } from '@meritkit/rewards-ledger';
 *
 * const input = { key: 'k1', budgetId: 'q4', amount: '500' };
 * hashOfCall({ call: 'fundBudget', input }) === hashOfCall({ call: 'fundBudget', input: { ...input, key: 'k2' } }); // false
 * ```
 */
export function hashOfCall<Input extends ApprovedInput>(options: {
  readonly call: ApprovedCall;
  readonly input: Input;
}): string {
  const { actor: _actor, approval: _approval, ...payload } = options.input;
  return hashOfPayload({ ...payload, kind: options.call });
}

/** What a call moves in one unit, in minor units. */
export interface Moved {
  readonly unit: string;
  readonly amount: bigint;
}

/** The refusal of a call that needs a second person and has none, or whose approval does not hold. */
export function refuseUnapproved(
  context: LedgerContext,
  asked: {
    readonly call: ApprovedCall;
    readonly input: ApprovedInput;
    readonly moved: readonly Moved[];
    /** What needs a second person whatever it moves; null or absent where the limit alone decides. */
    readonly always?: string | null;
    /** People who get points by it. */
    readonly beneficiaries: readonly string[];
  },
): Refusal | null {
  const { call, input, beneficiaries } = asked;
  const { approval, actor } = input;
  const { always = null } = asked;
  if (approval === undefined && always !== null) return reject('ledger/approval-required', { what: always });
  if (approval === undefined) return refuseAboveLimit(context, call, asked.moved);
  const checked = checkApproval({
    approval: readApproval(approval, actor),
    payloadHash: hashOfCall({ call, input }),
    beneficiaries,
  });
  return checked.ok ? null : checked;
}

function refuseAboveLimit(context: LedgerContext, call: ApprovedCall, moved: readonly Moved[]): Refusal | null {
  if (context.approvalAbove.size === 0) return null;
  for (const each of moved) {
    if (!isAboveLimit(context, each)) continue;
    const { unit, amount } = each;
    const size = amountText({ amount, scale: context.units[unit]!.scale });
    return reject('ledger/approval-required', { what: `${call} ${size} ${unit}` });
  }
  return null;
}

/**
 * The refusal of a call that spends points and needs a second person: what belongs to a team or a budget is nobody's own,
 * so that above the limit it takes one; people spend their own points by themselves.
 */
export function refuseUnapprovedSpending(
  context: LedgerContext,
  asked: {
    readonly call: Extract<ApprovedCall, 'redeem' | 'hold' | 'requestRedemption'>;
    readonly input: ApprovedInput;
    readonly owner: AccountOwner;
    readonly spent: Moved;
  },
): Refusal | null {
  const { call, input, owner, spent } = asked;
  const isOwn = owner.kind === 'person';
  const beneficiaries = isOwn ? [owner.id] : [];
  return refuseUnapproved(context, { call, input, moved: isOwn ? [] : [spent], beneficiaries });
}

/** Whether a call that moves this needs a second person. */
export function isAboveLimit(context: LedgerContext, { unit, amount }: Moved): boolean {
  const limit = context.approvalAbove.get(unit);
  return limit !== undefined && amount > limit;
}

/** The names of an approval; whoever makes the call is the one who asked, for the same person, and nobody else. */
function readApproval(approval: Approval, actor: Actor | undefined): Approval {
  const path = ['approval'];
  const { approvedBy, requestedBy, payloadHash, ...principals } = readPart(approval, path);
  readId(approvedBy, [...path, 'approvedBy']);
  readId(requestedBy, [...path, 'requestedBy']);
  readId(payloadHash, [...path, 'payloadHash']);
  for (const name of ['approvedOnBehalfOf', 'requestedOnBehalfOf'] as const) {
    if (principals[name] !== undefined) readId(principals[name], [...path, name]);
  }
  if (actor === undefined) return approval;
  if (actor.id !== requestedBy) {
    throw invalidInput(
      'ledger/invalid-input',
      [...path, 'requestedBy'],
      'the one who makes the call is the one who asks',
    );
  }
  const { onBehalfOf } = actor;
  if (![undefined, onBehalfOf].includes(principals.requestedOnBehalfOf)) {
    throw invalidInput('ledger/invalid-input', [...path, 'requestedOnBehalfOf'], 'the actor acts for somebody else');
  }
  return onBehalfOf === undefined ? approval : { ...approval, requestedOnBehalfOf: onBehalfOf };
}

/** How much legs move, by unit: the sum of what is credited, to whichever accounts. */
export function movedBy(legs: readonly Moved[]): readonly Moved[] {
  const sums = new Map<string, bigint>();
  for (const { unit, amount } of legs) if (amount > 0n) sums.set(unit, (sums.get(unit) ?? 0n) + amount);
  return [...sums].map(([unit, amount]) => ({ unit, amount }));
}

/** The people whose accounts legs credit, as far as they were loaded with their owners. */
export function creditedPeople(
  loaded: Loaded,
  legs: readonly { readonly accountId: string; readonly amount: bigint }[],
): readonly string[] {
  const credited = new Set<string>();
  for (const { accountId, amount } of legs) if (amount > 0n && !isDerivedAccount(accountId)) credited.add(accountId);
  return loaded.bindings.flatMap(({ owner, accountId }) =>
    owner.kind === 'person' && credited.has(accountId) ? [owner.id] : [],
  );
}
