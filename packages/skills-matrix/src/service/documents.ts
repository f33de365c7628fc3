import { publishAfterCommit } from '@meritkit/core/events';
import type { JsonObject } from '@meritkit/core/json';
import type { SkillsDocumentType } from '../ports.ts';
import { documentVersion } from '../stored.ts';
import { eventOf, note, type ServiceContext, type SkillsAnswer, type SkillsCommand } from './context.ts';

/** Writes a document with its event, on the version the caller knows. */
export async function saveDocument(
  context: ServiceContext,
  command: SkillsCommand & { readonly expectedVersion: number },
  document: { readonly type: SkillsDocumentType; readonly id: string; readonly body: unknown },
): Promise<SkillsAnswer<{ readonly version: number }>> {
  const { type, id, body } = document;
  const { key, expectedVersion } = command;
  const event = eventOf(context, command, {
    type: 'meritkit.skills.document-saved.v1',
    id: `${type}:${id}`,
    subject: id,
    data: { type, id, version: expectedVersion + 1 },
  });
  const guard = { key, expectedVersion };
  const stored = await context.store.writeDocument({
    ...{ guard, schemaVersion: documentVersion, type, id },
    ...{ body: body as JsonObject, events: [event] },
  });
  await note(context, command, 'document.saved', { type, id });
  publishAfterCommit({ publish: context.publish, events: [event] });
  return { result: { version: stored.version }, events: [event] };
}
