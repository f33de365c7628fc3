import { KeyConflictError } from '@meritkit/core/errors';
import type { CloudEvent } from '@meritkit/core/events';
import { addEvents, type TenantData } from './data.ts';
import type { Turn } from './store.ts';

/** Takes a person's texts, and what would give them away, out of a tenant's data. */
export function erase(
  data: TenantData,
  turn: Turn,
  request: { readonly personId: string; readonly key: string; readonly events: readonly CloudEvent[] },
): { readonly texts: number } {
  const { personId, key } = request;
  const known = data.erasures.get(key);
  if (known !== undefined) {
    if (known.personId !== personId) throw new KeyConflictError({ key });
    return { texts: known.texts };
  }
  const before = { texts: [...data.texts], answers: [...data.answers], events: [...data.events] };
  const gone = before.texts.filter(([, { value }]) => value.personId === personId);
  for (const [id, text] of gone) {
    data.texts.delete(id);
    const answer = data.answers.get(text.key);
    if (answer !== undefined) data.answers.set(text.key, { ...answer, fingerprint: '' });
  }
  const kept = before.events.filter(({ value }) => namedIn(value) !== personId);
  data.events.splice(0, data.events.length, ...kept.map((event) => withoutActor(event, personId)));
  addEvents(data, structuredClone(request.events));
  data.erasures.set(key, { personId, texts: gone.length });
  turn.onRollback(() => {
    refill(data.texts, before.texts);
    refill(data.answers, before.answers);
    data.events.splice(0, data.events.length, ...before.events);
    data.erasures.delete(key);
  });
  return { texts: gone.length };
}

function namedIn({ data }: CloudEvent): unknown {
  return (data as { readonly personId?: unknown } | undefined)?.personId;
}

function withoutActor(event: TenantData['events'][number], personId: string): TenantData['events'][number] {
  if (event.value.actorid !== personId) return event;
  return { ...event, value: { ...event.value, actorid: 'erased' } };
}

function refill<Key, Value>(map: Map<Key, Value>, rows: readonly (readonly [Key, Value])[]): void {
  map.clear();
  for (const [key, value] of rows) map.set(key, value);
}
