// Prints what `diagnose` finds.
import * as Vigil from '../../../packages/node/dist/index.js';

Vigil.init({ release: 'doctor@1', logger: false });
const { ok, checks } = await Vigil.diagnose(JSON.parse(process.argv[2]));
await Vigil.close(0);
console.log(JSON.stringify({ ok, checks }));
