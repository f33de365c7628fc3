export { canonicalJson } from './canonical.ts';
export { deepFreeze } from './freeze.ts';
export type { Json, JsonObject } from './json.ts';
