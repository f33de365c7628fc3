import { packageBuild } from '../../scripts/tsup.shared.ts';

// Words and the schemas of inputs are for hosts: who only opens a ledger does not pay for them.
export default packageBuild(import.meta.dirname, { inputs: './src/inputs/index.ts', messages: './src/messages.ts' });
