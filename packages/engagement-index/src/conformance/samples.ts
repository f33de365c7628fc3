import type { CloudEvent } from '@meritkit/core/events';
import type { EngagementWrite } from '../ports.ts';
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
