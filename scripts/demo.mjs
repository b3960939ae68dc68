// `npm run demo`: the quickstart, from a fresh clone.
import { ready, run } from './ready.mjs';

ready();
run(process.execPath, ['examples/quickstart/demo.mjs', ...process.argv.slice(2)]);
