import type { JsonObject } from '@meritkit/core/json';
import type { StoredDocument } from '../ports.ts';

/** An award as one person may have it: who voted for whom is told to nobody, so only their own vote stays. Internal. */
export function withOwnVote(document: StoredDocument, personId: string): StoredDocument {
  const { type, body } = document;
  if (type !== 'award' || !Array.isArray(body.votes)) return document;
  const votes = (body.votes as readonly JsonObject[]).filter(({ voterId }) => voterId === personId);
  return { ...document, personIds: [personId], body: { ...body, votes } };
}
