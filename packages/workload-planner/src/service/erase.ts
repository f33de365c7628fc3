import { publishAfterCommit } from '@meritkit/core/events';
import { eventOf, type PlannerCommand, type PlannerContext, record, type Written } from './write.ts';

/**
 * Takes a person out of the store. The event names them, since others cannot forget somebody unnamed; its subject and the
 * audit do not, since both are kept for ever.
 */
export async function erasePerson(
  context: PlannerContext,
  { personId, key, actor }: PlannerCommand & { readonly personId: string },
): Promise<Written<{ readonly documents: number }>> {
  const event = eventOf(context, actor, 'meritkit.planner.person-erased.v1', 'erased', { personId });
  const { documents, repeated } = await context.store.erasePerson({ personId, key, events: [event] });
  await record(context, actor, 'planner.person.erased', { type: 'erasure', id: key });
  const events = repeated ? [] : [event];
  publishAfterCommit({ publish: context.publish, events });
  return { result: { documents }, events };
}
