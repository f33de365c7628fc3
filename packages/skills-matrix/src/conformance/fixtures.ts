import type { ConformanceCase } from '@meritkit/core/conformance';
import { type CloudEvent, createEvent } from '@meritkit/core/events';
import type { Evidence } from '../evidence/model.ts';
import type { EvidenceAppend, SkillsStoreV1, StoredEvidence } from '../ports.ts';

/** One promise of the port. */
export type SkillsCase<Transaction> = ConformanceCase<SkillsStoreV1<Transaction>, Transaction>;

/** A stored rating. */
export function rating(id: string, personId: string, level = 3): StoredEvidence {
  return stored({ id, personId, kind: 'manager-rating', skillId: 'go', level, at: '2026-09-30', raterId: 'boss' });
}

/** Evidence as a store takes it. */
export function stored(evidence: Evidence): StoredEvidence {
  return { schemaVersion: 1, evidence, recordedAt: '2026-11-22T09:00:00+08:00', recordedBy: 'boss' };
}

/** An append about one person. */
export function about(
  personId: string,
  expectedVersion: number,
  ...records: readonly StoredEvidence[]
): EvidenceAppend {
  return { personId, expectedVersion, records };
}

/** An event for the outbox. */
export function event(id: string, personId = 'lin'): CloudEvent {
  const data = { personId, evidenceIds: [] };
  return createEvent({
    type: 'meritkit.skills.evidence-recorded.v1',
    id,
    time: '2026-11-22T01:00:00Z',
    tenantId: 'a',
    subject: personId,
    data,
  });
}

/** Ids of evidence. */
export function idsOf(records: readonly StoredEvidence[]): readonly string[] {
  return records.map((record) => record.evidence.id);
}
