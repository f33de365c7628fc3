import { packageBuild } from '../../scripts/tsup.shared.ts';

// Words, schemas and what reads stored documents are for hosts and the service: who only releases a number pays for none.
export default packageBuild(import.meta.dirname, {
  messages: './src/messages.ts',
  definition: './src/definition/schema.ts',
  'activity-schema': './src/activities/schema.ts',
  inputs: './src/service/inputs.ts',
  stored: './src/stored/upcast.ts',
});
