// What a user does first: install, import, require. Nothing but @vigil and the peers may have come along.
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packages, root, run } from '../../scripts/ready.mjs';
import { installTarballs } from './tarballs.mjs';

await installTarballs(folder => {
  const installed = readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'));
  const ours = readdirSync(join(folder, 'node_modules/@vigil')).sort();
  console.log(`installed: ${installed.join(' ')}, of it @vigil/: ${ours.join(' ')}`);
  // npm brings the peers along
  if (installed.filter(name => name !== 'react').join() !== '@vigil' || ours.join() !== [...packages].sort().join()) process.exit(1);
  cpSync(join(root, 'test/packaging/consumer'), folder, { recursive: true });
  for (const program of ['smoke.mjs', 'smoke.cjs']) run(process.execPath, [program], { cwd: folder });
});
