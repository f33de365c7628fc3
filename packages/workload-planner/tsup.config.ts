import { packageBuild } from '../../scripts/tsup.shared.ts';

// Words and the schemas of inputs are for hosts: who only asks whether a demand fits does not pay for them.
export default packageBuild(import.meta.dirname, {
  messages: './src/messages.ts',
  schemas: './src/schemas.ts',
  'instance-schema': './src/instances/schema.ts',
});
