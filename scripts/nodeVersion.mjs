// Prints the path of a Node binary of the major version given, installed from npm into the cache when it is not there yet.
import { npmBinary } from './npmBinary.mjs';

const major = process.argv[2];
if (!/^\d+$/.test(major ?? '')) {
  console.error('usage: node scripts/nodeVersion.mjs MAJOR');
  process.exit(2);
}
const isWindows = process.platform === 'win32';
const name = `node-${isWindows ? 'win' : process.platform}-${process.arch}`;
const binary = npmBinary(name, major, isWindows ? 'bin/node.exe' : 'bin/node');
if (!binary) process.exit(1);
console.log(binary);
