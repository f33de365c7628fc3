import type { JsonObject } from '@meritkit/core/json';
import { defineUpcasters } from '@meritkit/core/schema';
import type { SkillsDocument, StoredEvidence } from './ports.ts';

const evidenceVersions = defineUpcasters({ type: 'skills evidence', steps: [] });
const documentVersions = defineUpcasters({ type: 'skills document', steps: [] });

/** The version of the bodies that are written now, of every type. */
export const documentVersion = documentVersions.current;

/**
 * Stored evidence of any version ever published, as the present one.
 *
 * @throws InvalidInputError `core/newer-document` for a version this build does not know
 */
export function readStoredEvidence(record: StoredEvidence): StoredEvidence {
  return evidenceVersions.read(record as unknown as JsonObject) as unknown as StoredEvidence;
}

/**
 * A stored document of any version ever published, as the present one.
 *
 * @throws InvalidInputError `core/newer-document` for a version this build does not know
 */
export function readStoredDocument(document: SkillsDocument): SkillsDocument {
  return documentVersions.read(document as unknown as JsonObject) as unknown as SkillsDocument;
}
