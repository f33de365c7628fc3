import type { Json, JsonObject } from '@meritkit/core/json';

/** Plain JSON in which every text that is a person's id reads `erased`. */
export function replacePerson(value: JsonObject, personId: string): JsonObject {
  return replaced(value, personId) as JsonObject;
}

function replaced(value: Json | undefined, personId: string): Json | undefined {
  if (value === personId) return 'erased';
  if (Array.isArray(value)) return value.map((item: Json) => replaced(item, personId) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, member]) => [
      name === personId ? 'erased' : name,
      replaced(member, personId),
    ]),
  );
}
