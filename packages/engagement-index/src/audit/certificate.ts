import type { FactReference } from '@meritkit/core/explanation';
import { sha256Hex } from '@meritkit/core/hash';
import { canonicalJson } from '@meritkit/core/json';
import type { AuditPolicy, AuditState } from './state.ts';

/** What a release can show for itself: the rules, how many questions were counted, and a digest of the released sets. */
export interface PrivacyCertificate {
  readonly survey: string;
  readonly policy: AuditPolicy;
  readonly guarantee: 'no-combination-below-minimum-group';
  readonly waves: number;
  readonly queries: { readonly answered: number; readonly refused: number };
  readonly releasedSets: number;
  readonly digest: string;
}

/**
 * The certificate of everything released so far. The digest covers the released sets, so that two certificates of one
 * history agree; it says nothing about answers.
 *
 * @example
 * ```ts
 * import { certifyAudit, openAudit } from '@meritkit/engagement-index';
 *
 * const roster = ['a', 'b', 'c', 'd', 'e'].map((respondent) => ({ respondent }));
 * certifyAudit({ audit: openAudit({ survey: 'pulse', minimumGroup: 5, roster }) }).policy.minimumGroup; // 5
 * ```
 */
export function certifyAudit(options: { readonly audit: AuditState }): PrivacyCertificate {
  const { audit } = options;
  return {
    survey: audit.survey,
    policy: audit.policy,
    guarantee: 'no-combination-below-minimum-group',
    waves: Math.max(audit.answers.waves.length, audit.membership?.waves.length ?? 0),
    queries: audit.queries,
    releasedSets: audit.answers.sets.length,
    digest: sha256Hex(canonicalJson([audit.policy, audit.answers.sets, audit.answers.ledgers, audit.queries])),
  };
}

/** Where the provenance of an anonymous result ends: at the certificate, never at a person. */
export function certificateReference(audit: AuditState): FactReference {
  return { system: 'meritkit-privacy-certificate', ref: `${audit.survey}#${audit.version}` };
}
