import { packageBuild } from '../../scripts/tsup.shared.ts';

export default packageBuild(import.meta.dirname, { 'message-format': './src/locale/message-format.ts' });
