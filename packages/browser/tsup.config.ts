import { indexStaysAFile, library } from '../../tsup.base';
import { buildScripts } from './scripts.mjs';

// The types of the development entry are those of the first.
const types = { index: 'src/index.ts', full: 'src/full.ts', lite: 'src/lite.ts', offline: 'src/offline.ts' };

export default library({
  entry: [...Object.values(types), 'src/development.ts'],
  dts: { entry: types },
  esbuildPlugins: [indexStaysAFile],
  onSuccess: buildScripts,
});
