// `ending.mjs WAY [bare]`: ends in one of the ways there are; `bare` without the SDK.
import * as Vigil from '@vigil/node';

const [way, bare] = process.argv.slice(2);
if (!bare) Vigil.init({ dsn: process.env.SENTRY_DSN });

const ways = {
  exit() {
    Vigil.captureException(new Error('captured before process.exit'));
    process.exit(3);
  },
  denoExit() {
    Vigil.captureException(new Error('captured before Deno.exit'));
    Deno.exit(3);
  },
  natural() {
    Vigil.captureException(new Error('captured before the end'));
  },
  raises() {
    Vigil.captureException(new Error('captured before the signal'));
    setTimeout(() => process.kill(process.pid, 'SIGTERM'), 20);
  },
  throws() {
    throw new Error('nobody caught this');
  },
  throwsLater() {
    setTimeout(ways.throws, 5);
  },
  rejects() {
    Promise.reject(new Error('nobody awaited this'));
  },
  rejectsLater() {
    setTimeout(rejectsAsync, 5);
  },
  listens() {
    process.on('unhandledRejection', reason => console.log(`heard ${reason.message}`));
    ways.rejects();
  },
};
async function rejectsAsync() {
  await undefined;
  throw new Error('nobody awaited this');
}
ways[way]();
