import http from 'node:http';
import { startIngest } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { serveTunnel, testTunnel } from '../../../../test/scenarios/tunnelMatrix';
import { connect, listen, request, start, stopAfter, stopAll } from '../http/fixtures/live';
import { captureMessage, nodeTunnel } from '../index';

afterEach(stopAll);

testTunnel('a tunnel on node:http', async options => {
  return serveTunnel(http.createServer(nodeTunnel(options)));
});

const ingestFor = async () => {
  const ingest = await startIngest();
  stopAfter(() => ingest.close());
  const body = `${JSON.stringify({ dsn: ingest.dsn })}\n{"type":"event"}\n{"message":"by hand"}`;
  return { ingest, body };
};

it('our own instrumentation sees nothing of what it sends: no breadcrumb, no trace', async () => {
  const { ingest, body } = await ingestFor();
  const kit = start();
  const tunnel = nodeTunnel({ dsns: [ingest.dsn] });
  const port = await listen(
    http.createServer(async (message, response) => {
      await tunnel(message, response);
      captureMessage('after');
    }),
  );
  expect((await request(port, { method: 'POST' }, body)).status).toBe(200);
  const event = await kit.waitForEvent('after');
  expect(event.breadcrumbs ?? []).toEqual([]);
  expect(ingest.requests[0]?.headers).not.toHaveProperty('sentry-trace');
});

it('adds the address of the client to those before it, with forwardIp', async () => {
  const { ingest, body } = await ingestFor();
  const port = await listen(http.createServer(nodeTunnel({ dsns: [ingest.dsn], forwardIp: true })));
  await request(port, { method: 'POST', headers: { 'x-forwarded-for': '203.0.113.7' } }, body);
  expect(ingest.requests[0]?.headers['x-forwarded-for']).toBe('203.0.113.7, 127.0.0.1');
});

it('a client that leaves in the middle, or before the answer, harms nobody', async () => {
  const { ingest, body } = await ingestFor();
  ingest.respond('hang');
  const settled: string[] = [];
  const tunnel = nodeTunnel({ dsns: [ingest.dsn], timeoutMs: 50 });
  const port = await listen(
    http.createServer((message, response) => {
      tunnel(message, response).then(
        () => settled.push('answered'),
        () => settled.push('rejected'),
      );
    }),
  );
  const inTheMiddle = await connect(port);
  await inTheMiddle.send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n${body}`);
  inTheMiddle.socket.destroy();
  const early = await connect(port);
  await early.send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  await expect.poll(() => ingest.requests.length).toBe(1);
  early.socket.destroy();
  await expect.poll(() => settled).toEqual(['answered', 'answered']);
});
