export { jsonSchemaOf } from './json-schema.ts';
export { parseWith, safeParseWith } from './parse.ts';
export { defineUpcasters, type Upcaster, type Upcasters } from './upcast.ts';
