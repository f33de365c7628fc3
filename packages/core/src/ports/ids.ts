/** Makes ids (UUIDv7 by default in services). Ids are opaque: never parsed, never sorted by. */
export type IdSource = () => string;
