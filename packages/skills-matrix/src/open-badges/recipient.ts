import { sha256Hex } from '@meritkit/core/hash';
import type { OpenBadgeCredential } from './schema.ts';

/** Who receives a badge: by a URI such as a DID, or by an identity of which only a salted hash is written. */
export type BadgeRecipient =
  | { readonly id: string }
  | {
      readonly identity: string;
      /** A term of Open Badges, such as `emailAddress` or `accountId`. */
      readonly identityType: string;
      /** Long and random, so that the identity cannot be guessed from its hash. */
      readonly salt: string;
    };

type Subject = OpenBadgeCredential['credentialSubject'];

/** The fields of a credential's subject that say who it is. */
export function recipientOf(recipient: BadgeRecipient): Pick<Subject, 'id' | 'identifier'> {
  if ('id' in recipient) return { id: recipient.id };
  const { identity, identityType, salt } = recipient;
  const identityHash = hashIdentity(identity, salt);
  return { identifier: [{ type: ['IdentityObject'], hashed: true, identityHash, identityType, salt }] };
}

/** True when the subject is one of the names, openly or by its hash. A hash by another method than SHA-256 is nobody. */
export function isAwardedTo(subject: Subject, names: readonly string[]): boolean {
  if (subject.id !== undefined && names.includes(subject.id)) return true;
  return (subject.identifier ?? []).some(({ hashed, identityHash, salt = '' }) =>
    names.some((name) => (hashed ? hashIdentity(name, salt) === identityHash.toLowerCase() : name === identityHash)),
  );
}

/** SHA-256 of the identity with the salt behind it, as Open Badges write it. */
function hashIdentity(identity: string, salt: string): string {
  return `sha256$${sha256Hex(identity + salt)}`;
}
