import { indexStaysAFile, library } from '../../tsup.base';

// Both entries have the same types: those of the first.
export default library({
  entry: ['src/index.ts', 'src/development.ts'],
  dts: { entry: 'src/index.ts' },
  esbuildPlugins: [indexStaysAFile],
});
