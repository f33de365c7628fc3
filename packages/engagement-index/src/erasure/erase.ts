import type { CloudEvent } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import type { DocumentType, StoredDocument } from '../ports.ts';
import { presentBody } from '../stored/upcast.ts';
import { isErasedPerson, nextPlaceholder } from './placeholder.ts';
import { goesWithItsPerson } from './places.ts';
import { renameInBody, renameInEvent } from './rename.ts';

/**
 * The people whom a document of the present version names, each once: what `personIds` of a stored document says.
 *
 * @example
 * ```ts
 * import { peopleInDocument } from '@meritkit/engagement-index';
 *
 * const body = { schemaVersion: 1, id: 'e1', activityId: 'quiz', members: ['lin', 'zhao'], enrolledOn: '2026-11-02' };
 * peopleInDocument({ type: 'enrolment', body }); // ['lin', 'zhao']
 * ```
 */
export function peopleInDocument(options: {
  readonly type: DocumentType;
  readonly body: JsonObject;
}): readonly string[] {
  const found = new Set<string>();
  renameInBody(options.type, options.body, noted(found));
  return [...found].filter((personId) => !isErasedPerson(personId));
}

/**
 * A stored document once a person is erased from it, with its next version; null where it goes with the person. Every
 * adapter's `erasePerson` calls this for each document that has the person among its `personIds`. Only the places that
 * hold people change: a person whose id reads like a state, a tenant or a field takes none of these along. Two erased
 * people of one document stay two.
 *
 * @throws InvalidInputError `core/newer-document` for what a later build wrote: it may name people elsewhere
 * @example
 * ```ts
 * import { documentWithoutPerson, raiseIssue } from '@meritkit/engagement-index';
 *
 * const issue = raiseIssue({
 *   id: 'i1', title: 'Approval takes five steps', origin: 'raised', raisedOn: '2026-11-02',
 *   affected: { estimate: 60, interval: [45, 75] },
 * });
 * const body = JSON.parse(JSON.stringify({ ...issue, owner: 'open' }));
 * const document = { type: 'issue', id: 'i1', version: 2, personIds: ['open'], body } as const;
 * const left = documentWithoutPerson({ document, personId: 'open' });
 * [left?.version, left?.personIds, left?.body.owner, left?.body.status]; // [3, [], 'erased', 'open']
 * ```
 */
export function documentWithoutPerson(options: {
  readonly document: StoredDocument;
  readonly personId: string;
}): StoredDocument | null {
  const { document, personId } = options;
  const { type, version } = document;
  if (goesWithItsPerson.has(type) && document.personIds.includes(personId)) return null;
  const present = presentBody(type, document.body);
  const named = new Set<string>();
  renameInBody(type, present, noted(named));
  const body = renameInBody(type, present, forgetting(personId, named));
  return { ...document, version: version + 1, personIds: document.personIds.filter((id) => id !== personId), body };
}

/**
 * An event that waits in the outbox once a person is erased from it; one that does not name them is given back as it is.
 *
 * @throws InvalidInputError `core/newer-document` for an event of a later build that has the id somewhere
 * @example
 * ```ts
 * import { createEvent } from '@meritkit/core/events';
 * import { eventWithoutPerson } from '@meritkit/engagement-index';
 *
 * const type = 'meritkit.engagement.help-confirmed.v1';
 * const data = { needId: 'n1', helperId: 'acme' };
 * const event = createEvent({ type, id: 'e1', tenantId: 'acme', time: '2026-11-22T09:00:00+08:00', data });
 * const left = eventWithoutPerson({ event, personId: 'acme' });
 * [left.tenantid, left.data]; // ['acme', { needId: 'n1', helperId: 'erased' }]
 * ```
 */
export function eventWithoutPerson(options: { readonly event: CloudEvent; readonly personId: string }): CloudEvent {
  const { event, personId } = options;
  if (!JSON.stringify(event).includes(JSON.stringify(personId))) return event;
  const named = new Set<string>();
  renameInEvent(event, noted(named));
  return named.has(personId) ? renameInEvent(event, forgetting(personId, named)) : event;
}

const noted = (found: Set<string>) => (personId: string) => {
  found.add(personId);
  return personId;
};

function forgetting(personId: string, named: ReadonlySet<string>) {
  const placeholder = nextPlaceholder(named);
  return (found: string) => (found === personId ? placeholder : found);
}
