#!/usr/bin/env node
const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'cli@0.1.0', serverName: 'laptop' });

async function main() {
  throw Object.assign(new Error('no such file: a.txt'), { code: 'ENOENT' });
}

main().catch(async error => {
  Sentry.captureException(error, { tags: { command: 'convert' } });
  console.log(error.message);
  await Sentry.close(2000);
  process.exit(3);
});
