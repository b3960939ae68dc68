// `npm run test:interop [REPORT]`: what the built SDK sends, read back from servers that nobody here wrote. Prints `N passed, N failed, N skipped`.
import { ready } from '../../scripts/ready.mjs';
import { testReport } from '../../scripts/testReport.mjs';
import { bugsink, jest, spotlight } from './programs.mjs';

ready();
const env = { ...process.env };
for (const [name, get] of Object.entries({ spotlight, bugsink, jest })) {
  const { path, why } = get();
  env[`INTEROP_${name.toUpperCase()}`] = path ?? '';
  if (why) console.log(`skipped: ${name} cannot be had here (it is installed from its registry once, over the network): ${why}`);
}
console.log('skipped: GlitchTip comes as a container image alone, neither from npm nor from PyPI');

testReport('interop', env);
