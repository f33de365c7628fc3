import { packageBuild } from '../../scripts/tsup.shared.ts';

export default packageBuild(import.meta.dirname);
