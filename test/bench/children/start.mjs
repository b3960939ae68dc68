// Prints what importing and initialising an SDK costs this process. argv: `none`, or the SDK's package name; DSN in argv[3].
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , name, folder] = process.argv;
const began = performance.now();
const before = process.memoryUsage.rss();
if (name !== 'none') {
  const require = createRequire(path.join(folder, 'index.js'));
  const entry = require
    .resolve(name)
    .replace(/build\/cjs\//, 'build/esm/')
    .replace(/index\.cjs$/, 'index.js');
  const sdk = await import(entry);
  sdk.init({ dsn: 'http://key@127.0.0.1:9/1' });
}
console.log(JSON.stringify({ ms: performance.now() - began, rss: process.memoryUsage.rss() - before }));
process.exit(0);
