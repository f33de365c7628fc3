import { packageBuild } from '../../scripts/tsup.shared.ts';

// Schemas and words are for hosts: who only scores pays for neither. What both need must not drag the one to the other.
export default packageBuild(import.meta.dirname, {
  schemas: './src/schemas.ts',
  messages: './src/messages.ts',
  depth: './src/scorecard/depth.ts',
});
