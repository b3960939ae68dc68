// `npm run example express-orders`: a service of examples/, from a fresh clone.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ready, root, run } from './ready.mjs';

const [name = '', ...rest] = process.argv.slice(2);
const server = join('examples', name, 'server.mjs');
if (!existsSync(join(root, server))) {
  console.error(`There is no ${server}. Try: npm run example express-orders`);
  process.exit(1);
}
ready();
run(process.execPath, [server, ...rest]);
