import { library } from '../../tsup.base';

// Both entries have the same types: those of the first. The second imports the first as the file it is: what both would share had to be a
// third, and every file costs a start half a millisecond.
export default library({
  entry: ['src/index.ts', 'src/development.ts'],
  dts: { entry: 'src/index.ts' },
  esbuildPlugins: [
    {
      name: 'index stays a file',
      setup: build => build.onResolve({ filter: /^\.\/index$/ }, () => ({ path: './index.js', external: true })),
    },
  ],
});
