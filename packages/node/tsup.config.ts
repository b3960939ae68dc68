import { library } from '../../tsup.base';

// Each entry is one file: what both would share had to be a third, and every file costs a start half a millisecond. What has state,
// compat/v7 imports by the package's name; the rest it has a copy of.
export default library({ entry: ['src/index.ts', 'src/compat/v7.ts'], external: ['@vigil/node'], splitting: false });
