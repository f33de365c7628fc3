import type { StoredEvidence } from '../ports.ts';

/** Another person's record without the name of the one who is erased; a copy. */
export function withoutPerson(record: StoredEvidence, personId: string): StoredEvidence {
  const copy = structuredClone(record);
  const recordedBy = copy.recordedBy === personId ? 'erased' : copy.recordedBy;
  const { evidence } = copy;
  if (evidence.kind === 'endorsement' && evidence.endorserId === personId) {
    return { ...copy, recordedBy, evidence: { ...evidence, endorserId: 'erased', endorserLevel: null } };
  }
  if (evidence.kind === 'manager-rating' && evidence.raterId === personId) {
    const { raterId: _, ...rest } = evidence;
    return { ...copy, recordedBy, evidence: rest };
  }
  return { ...copy, recordedBy };
}
