import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { makeFetchTransport } from './makeFetchTransport';

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function transportTo(listener: http.RequestListener) {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    request.resume().on('end', () => listener(request, response));
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/envelope/`;
  return { asked, transport: makeFetchTransport({ url }) };
}
const send = ({ transport }: Awaited<ReturnType<typeof transportTo>>) => transport.send([{}, [[{ type: 'event' }, { message: 'm' }]]]);

describe('makeFetchTransport', () => {
  it('resolves with the status of an answer that is cut off: what was accepted must not be sent again', async () => {
    const server = await transportTo((_request, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await send(server)).toMatchObject({ statusCode: 200 });
    expect(server.asked).toHaveLength(1);
  });

  it('does not wait for the end of a body that has none', async () => {
    let ended = false;
    const server = await transportTo((_request, response) => {
      response.writeHead(200).write('.');
      response.on('close', () => {
        ended = true;
      });
    });
    expect(await send(server)).toMatchObject({ statusCode: 200 });
    expect(ended).toBe(false);
  });

  it('resolves with a redirect as it is: followed, a POST would arrive as a GET and count as sent', async () => {
    const server = await transportTo((_request, response) => response.writeHead(301, { location: '/elsewhere' }).end());
    expect(await send(server)).toMatchObject({ statusCode: 301 });
    expect(server.asked).toEqual(['POST /envelope/']);
  });

  it('uses one connection for what is sent one after the other', async () => {
    const ports = new Set<number | undefined>();
    const server = await transportTo((request, response) => {
      ports.add(request.socket.remotePort);
      response.end('{}');
    });
    for (let nth = 0; nth < 5; nth++) {
      await send(server);
      await new Promise(setImmediate);
    }
    expect(ports.size).toBe(1);
  });
});
