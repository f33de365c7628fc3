export { systemNow } from './clock.ts';
export { createIds, createUnguessableIds } from './ids.ts';
export { randomUniform } from './uniform.ts';
