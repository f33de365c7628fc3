import type { JsonObject } from '@meritkit/core/json';
import { defineUpcasters, type Upcasters } from '@meritkit/core/schema';
import type { DocumentType } from '../ports.ts';
import type { StoredBodies } from './bodies.ts';

/** The one place where older versions are read. A step turns a version into the next; version 1 is the first. */
const versions: Readonly<Record<DocumentType, Upcasters>> = {
  survey: defineUpcasters({ type: 'survey', steps: [] }),
  audit: defineUpcasters({ type: 'audit', steps: [] }),
  budget: defineUpcasters({ type: 'noise budget', steps: [] }),
  issue: defineUpcasters({ type: 'issue', steps: [] }),
  activity: defineUpcasters({ type: 'activity', steps: [] }),
  enrolment: defineUpcasters({ type: 'enrolment', steps: [] }),
  signal: defineUpcasters({ type: 'signal', steps: [] }),
  recommendation: defineUpcasters({ type: 'recommendation', steps: [] }),
  result: defineUpcasters({ type: 'survey result', steps: [] }),
  series: defineUpcasters({ type: 'survey series', steps: [] }),
  invited: defineUpcasters({ type: 'invited people', steps: [] }),
  'help-need': defineUpcasters({ type: 'help need', steps: [] }),
  award: defineUpcasters({ type: 'award', steps: [] }),
  // An answer holds surveys, issues and the like as they were: a new version of one of them is a new one of this too.
  outcome: defineUpcasters({ type: 'kept answer', steps: [] }),
};

/** Types whose values say their version themselves, wherever they are; of the others the stored body alone does. */
const ownVersion: Readonly<Record<SayingVersion, true>> = {
  survey: true,
  audit: true,
  budget: true,
  issue: true,
  activity: true,
};

type SayingVersion = {
  readonly [Type in DocumentType]: StoredBodies[Type] extends { readonly schemaVersion: number } ? Type : never;
}[DocumentType];

/** The body of a document, with the version of its shape. Internal. */
export function writeBody<Type extends DocumentType>(type: Type, value: StoredBodies[Type]): JsonObject {
  return { ...value, schemaVersion: versions[type].current } as JsonObject;
}

/** A stored body of any version ever published, in the present one's shape and saying so. Internal. */
export function presentBody(type: DocumentType, body: JsonObject): JsonObject {
  return versions[type].read(body);
}

/**
 * The body of a document of any version ever published, as the present one. Internal.
 *
 * @throws InvalidInputError `core/newer-document` for a version this build does not know, `core/invalid-input` for none
 */
export function readBody<Type extends DocumentType>(type: Type, body: JsonObject): StoredBodies[Type] {
  const present = presentBody(type, body);
  if (type in ownVersion) return present as unknown as StoredBodies[Type];
  const { schemaVersion: _, ...value } = present;
  return value as unknown as StoredBodies[Type];
}
