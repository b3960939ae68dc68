// `cells.mjs PACKAGE`: many cells at once. Reads tasks as JSON from standard input, prints { reports, uncaught } and ends by itself.
import process from 'node:process';
import { createBrokenSdk } from './brokenSdk.mjs';
import { runCell } from './runCell.mjs';

const uncaught = [];
process.on('uncaughtException', error => uncaught.push(`uncaught: ${error}`));
process.on('unhandledRejection', error => uncaught.push(`rejected: ${error}`));

const sdk = await import(process.argv[2]);
let text = '';
for await (const chunk of process.stdin) text += chunk;
const reports = await Promise.all(JSON.parse(text).map(task => runCell(task.broken ? createBrokenSdk(task.broken) : sdk, task)));
await new Promise(setImmediate);
process.stdout.write(`${JSON.stringify({ reports, uncaught })}\n`);
