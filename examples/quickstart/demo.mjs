// Starts the two services, makes them fail in five ways and prints what their team would read.
// With SENTRY_DSN set the reports go there; without it to a local ingest that prints them.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { formatDiscarded, formatReport, startIngest } from '@vigil/testkit';

const color = process.stdout.isTTY === true && !process.env.NO_COLOR;
const bold = text => (color ? `\u001b[1m${text}\u001b[22m` : text);
const dim = text => (color ? `\u001b[2m${text}\u001b[22m` : text);
const title = text => console.log(`\n${bold(text)}\n${dim('-'.repeat(text.length))}`);

/** Starts a service and resolves when it listens. */
async function start(name, env) {
  const path = fileURLToPath(new URL(`./services/${name}.mjs`, import.meta.url));
  const child = fork(path, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => log.push(String(data)));
  const [{ url }] = await once(child, 'message');
  return { child, url, log, exited: once(child, 'exit') };
}

/** One request as a customer makes it; prints what the customer sees. */
async function visit(url, what, headers) {
  const response = await fetch(url, { method: 'POST', headers });
  console.log(`  ${what.padEnd(34)} ${response.status}  ${await response.text()}`);
}

const ingest = process.env.SENTRY_DSN ? undefined : await startIngest();
const dsn = process.env.SENTRY_DSN ?? ingest.dsn;
const payment = await start('payment', { SENTRY_DSN: dsn });
const order = await start('order', { SENTRY_DSN: dsn, PAYMENT_URL: payment.url });

title('Five requests to the shop');
const user = { 'x-user': 'ada' };
await visit(`${order.url}/orders/1001/checkout?coupon=SAVE20`, 'checkout, payment service crashes', {
  ...user,
  'x-card': '4242424242424242',
});
await visit(`${order.url}/orders/1002/checkout`, 'checkout of a free order', user);
await visit(`${order.url}/orders/9999/checkout`, 'an order that does not exist', user);
await visit(`${order.url}/orders/1001/checkout`, 'a form without a card', user);
await visit(`${order.url}/orders/1001/checkout`, 'checkout, payment service is gone', { 'x-user': 'grace', 'x-card': '5555555555554444' });

const [code] = await payment.exited;
console.log(dim(`\n  payment-service ended with exit code ${code}, as Node ends it without an SDK. Its last words:`));
console.log(dim(payment.log.join('').trimEnd().replace(/^/gm, '    ')));

order.child.send('stop');
const [{ stats, dropped }] = await once(order.child, 'message');
await order.exited;

if (ingest) {
  const events = ingest.events();
  for (const [at, event] of events.entries()) {
    title(`Report ${at + 1} of ${events.length}`);
    console.log(formatReport(event, { color }));
  }
  title('One trace');
  for (const { contexts, tags, message, exception } of events) {
    const last = exception?.values?.at(-1);
    console.log(
      `  ${contexts.trace.trace_id}  ${String(tags?.service).padEnd(15)}  ${last?.type ? `${last.type}: ${last.value}` : message}`,
    );
  }
} else {
  console.log(`\nReported to ${dsn.replace(/\/\/.*@/, '//***@')}`);
}
title('What was not sent, and why');
console.log(`  order-service: ${formatDiscarded(stats)}`);
for (const reason of dropped) console.log(dim(`    ${reason}`));
await ingest?.close();
