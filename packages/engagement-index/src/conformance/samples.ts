import type { CloudEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import { peopleInDocument } from '../erasure/erase.ts';
import type { DocumentType, EngagementWrite } from '../ports.ts';
import type { AnonymousResponse } from '../survey/survey.ts';

/** An empty write under a key; cases add what they need. */
export function sampleWrite(key: string, more: Partial<EngagementWrite> = {}): EngagementWrite {
  return {
    key,
    fingerprint: `print-${key}`,
    documents: [],
    admissions: [],
    spent: [],
    responses: [],
    events: [],
    ...more,
  };
}

/** A document's write at a version. */
export function sampleDocument(
  id: string,
  expectedVersion: number,
  personIds: readonly string[] = [],
  type: 'issue' | 'signal' = 'issue',
) {
  const body = { schemaVersion: 1, id, title: `Issue ${id}`, owner: personIds[0] ?? null };
  return { type, id, expectedVersion, personIds, body };
}

/** A response under a random key. */
export function sampleResponse(respondent: string): AnonymousResponse {
  return { lane: 'anonymous', respondent, cell: { team: 'a' }, answers: { trust: 4 }, comment: '坦率说话 👍' };
}

/** An event of an issue. */
export function sampleEvent(id: string, tenantId: string): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: '/meritkit/engagement',
    type: 'meritkit.engagement.issue-raised.v1',
    time: '2026-11-22T09:00:00+08:00',
    datacontenttype: 'application/json',
    tenantid: tenantId,
    schemaversion: 1,
    data: { issueId: id },
  };
}

/** A document's first write, about the people whom its body names. */
export function sampleOf(type: DocumentType, id: string, content: JsonObject): EngagementWrite['documents'][number] {
  const body = { schemaVersion: 1, ...content };
  return { type, id, expectedVersion: 0, personIds: peopleInDocument({ type, body }), body };
}

/** The event of a confirmed help, by who asked for it. */
export function sampleHelpEvent(id: string, tenantId: string, helperId: string, actorId: string): CloudEvent {
  const type = 'meritkit.engagement.help-confirmed.v1';
  return { ...sampleEvent(id, tenantId), type, actorid: actorId, data: { needId: helperId, helperId } };
}

/** An award on which some voted, in that order. */
export function sampleAward(id: string, votes: readonly (readonly [voter: string, nominee: string])[]) {
  const shortlisted = [...new Set(votes.map(([, nominee]) => nominee))];
  return sampleOf('award', id, {
    id,
    amount: '500',
    shortlist: shortlisted.map((personId) => ({ personId, score: 1, reasons: [] })),
    votes: votes.map(([voterId, personId]) => ({ voterId, personId })),
    decided: false,
  });
}
