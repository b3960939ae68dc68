import { indexStaysAFile, library } from '../../tsup.base';
import { buildScripts } from './scripts.mjs';

// The types of the development entry are those of the first.
const types = { index: 'src/index.ts', full: 'src/full.ts', lite: 'src/lite.ts', offline: 'src/offline.ts' };

export default library({
  // in the file of another, a bundler would keep what is loaded lazily where nobody asks for it
  entry: [...Object.values(types), 'src/development.ts', 'src/lazy/lazyLoadIntegration.ts'],
  dts: { entry: types },
  esbuildPlugins: [indexStaysAFile],
  onSuccess: buildScripts,
});
