// The payment service. It has a bug, three awaits deep, and nobody catches it.
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import * as Vigil from '@vigil/node';

Vigil.init({ release: 'shop@1.4.0', environment: 'demo', service: 'payment-service' });

const ledger = { accounts: {} };

async function postToLedger(charge) {
  await pause(5);
  const account = ledger.accounts[charge.customer];
  return account.balance + charge.amount;
}

async function settle(charge) {
  console.log('settling charge for order %s', charge.orderId);
  const balance = await postToLedger(charge);
  return { charged: charge.amount, balance };
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  // a promise nobody waits for: its rejection is unhandled, and Node ends the process
  request.on('end', async () => {
    const charge = JSON.parse(Buffer.concat(chunks).toString());
    Vigil.setTag('order_id', charge.orderId);
    const result = await settle(charge);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
});

server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${server.address().port}` }));
