import { type Rejection, reject } from '@meritkit/core/errors';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';

/** A second person's agreement to one exact payload. */
export interface Approval {
  readonly approvedBy: string;
  /** For whom the approver acts, where it is somebody else: no approver either for what they asked for or get. */
  readonly approvedOnBehalfOf?: string;
  readonly requestedBy: string;
  /** For whom the requester acts; the `onBehalfOf` of the call's actor unless given. */
  readonly requestedOnBehalfOf?: string;
  /** From `hashOfPayload`: what the approver saw. */
  readonly payloadHash: string;
}

/** Why an approval does not hold. */
export type ApprovalRejection =
  | Rejection<'ledger/approval-required', { readonly what: string }>
  | Rejection<'ledger/approver-is-requester', { readonly approver: string }>
  | Rejection<'ledger/approver-is-beneficiary', { readonly approver: string }>
  | Rejection<'ledger/approval-mismatch', { readonly approvedHash: string; readonly payloadHash: string }>;

/**
 * The hash that binds an approval to what was approved: SHA-256 over canonical JSON (RFC 8785 order of members).
 *
 * @example
 * ```ts
 * import { hashOfPayload } from '@meritkit/rewards-ledger';
 *
 * hashOfPayload({ b: 1, a: 2 }) === hashOfPayload({ a: 2, b: 1 }); // true
 * ```
 */
export function hashOfPayload(payload: unknown): string {
  return sha256Hex(canonicalJson(payload));
}

/**
 * Four eyes: the approver, and whoever they act for, is neither the requester nor whom that one acts for nor a
 * beneficiary, and approved this very payload.
 * @example
 * ```ts
 * import { checkApproval, hashOfPayload } from '@meritkit/rewards-ledger';
 *
 * const payloadHash = hashOfPayload({ item: 'annual-leave' });
 * const approval = { approvedBy: 'boss', requestedBy: 'lin', payloadHash };
 * checkApproval({ approval, payloadHash, beneficiaries: ['lin'] }); // { ok: true }
 * ```
 */
export function checkApproval(options: {
  readonly approval: Approval;
  readonly payloadHash: string;
  readonly beneficiaries: readonly string[];
}): { readonly ok: true } | { readonly ok: false; readonly rejection: ApprovalRejection } {
  const { approval, payloadHash } = options;
  const requesters = [approval.requestedBy, approval.requestedOnBehalfOf];
  for (const approver of [approval.approvedBy, approval.approvedOnBehalfOf]) {
    if (approver === undefined) continue;
    if (requesters.includes(approver)) return reject('ledger/approver-is-requester', { approver });
    if (options.beneficiaries.includes(approver)) return reject('ledger/approver-is-beneficiary', { approver });
  }
  if (approval.payloadHash !== payloadHash) {
    return reject('ledger/approval-mismatch', { approvedHash: approval.payloadHash, payloadHash });
  }
  return { ok: true };
}
