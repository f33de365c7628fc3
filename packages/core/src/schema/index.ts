export { jsonSchemaOf } from './json-schema.ts';
export { parseWith, safeParseWith } from './parse.ts';
export { parseStored } from './stored.ts';
export { defineUpcasters, type Upcaster, type Upcasters } from './upcast.ts';
