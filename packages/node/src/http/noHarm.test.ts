import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { addBreadcrumb, captureMessage, carrier, init, setUser } from '../index';
import { connect, listen, request, start, stopAll } from './fixtures/live';

afterEach(stopAll);

/** Every function that may ever be replaced, by name. */
function functions(): Record<string, unknown> {
  const owners = {
    http,
    https,
    'http.Server': http.Server.prototype,
    'https.Server': https.Server.prototype,
    'net.Server': net.Server.prototype,
    'net.Socket': net.Socket.prototype,
    IncomingMessage: http.IncomingMessage.prototype,
    ServerResponse: http.ServerResponse.prototype,
    OutgoingMessage: http.OutgoingMessage.prototype,
    ClientRequest: (http as unknown as { ClientRequest: { prototype: object } }).ClientRequest.prototype,
    Agent: http.Agent.prototype,
  };
  const all: Record<string, unknown> = { fetch: globalThis.fetch };
  for (const [owner, target] of Object.entries(owners)) {
    for (const name of ['emit', '_storeHeader', 'setHeader', 'on', 'write', 'end', 'request', 'get', 'createServer', 'addRequest']) {
      all[`${owner}.${name}`] = (target as Record<string, unknown>)[name];
      all[`${owner} has ${name}`] = Object.hasOwn(target, name);
    }
  }
  return all;
}

// Taken after the import of the package and before any init.
const native = functions();

describe('close()', () => {
  it('leaves every function as it was, and no context', async () => {
    const { client } = start();
    expect(functions()).not.toEqual(native);
    await client.close();
    expect(functions()).toEqual(native);
    expect(carrier().port).toBeUndefined();
  });

  it('after a second init too, which took over from the first', async () => {
    start({ logger: false });
    const { client } = start({ logger: false });
    await client.close();
    expect(functions()).toEqual(native);
  });

  it('leaves a patch over ours working, and ours out of it', async () => {
    const { client } = start();
    const ours = http.ServerResponse.prototype.emit;
    const calls: unknown[] = [];
    http.ServerResponse.prototype.emit = function (this: http.ServerResponse, ...args: Parameters<typeof ours>) {
      calls.push(args[0]);
      return Reflect.apply(ours, this, args);
    } as typeof ours;
    try {
      await client.close();
      const port = await listen(http.createServer((_message, response) => void response.end('ok')));
      expect((await request(port)).body).toBe('ok');
      expect(calls).toContain('finish');
    } finally {
      delete (http.ServerResponse.prototype as { emit?: unknown }).emit;
    }
    expect(functions()).toEqual(native);
  });
});

it('a disabled client patches nothing', async () => {
  const client = init({ dsn: '' });
  expect(functions()).toEqual(native);
  await client.close();
});

describe('an application on the wire', () => {
  const big = 'y'.repeat(200_000);
  const handler: http.RequestListener = (message, response) => {
    response.sendDate = false;
    if (message.url === '/stream') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      for (let at = 0; at < 3; at++) setTimeout(() => response.write(`data: ${at}\n\n`), at * 5);
      setTimeout(() => response.end(), 20);
    } else if (message.url === '/echo') message.pipe(response);
    else if (message.url === '/fail') {
      captureMessage('failed');
      response
        .writeHead(500, 'Oh No', [
          ['x-a', '1'],
          ['x-a', '2'],
        ] as unknown as string[])
        .end('no');
    } else response.end(big);
  };
  const wire = [
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /stream HTTP/1.1\r\nHost: a\r\n\r\n',
    `POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n`,
    'HEAD / HTTP/1.1\r\nHost: a\r\n\r\n',
    'GET /fail HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
  ].join('');

  async function conversation(): Promise<string> {
    const peer = await connect(await listen(http.createServer(handler)));
    let text = '';
    peer.socket.on('data', chunk => {
      text += chunk.toString('latin1');
    });
    await peer.send(wire);
    await new Promise(done => peer.socket.on('close', done));
    return text;
  }

  it('answers byte for byte the same with and without', async () => {
    const without = await conversation();
    start();
    expect(await conversation()).toBe(without);
    expect(without).toContain('Oh No');
  });

  it('has the same listeners on its requests and responses', async () => {
    const look = async () => {
      let found: unknown;
      const port = await listen(
        http.createServer((message, response) => {
          found = [message, response, message.socket].map(emitter => emitter.eventNames().map(name => [name, emitter.listenerCount(name)]));
          response.end();
        }),
      );
      await request(port);
      return found;
    };
    const without = await look();
    start();
    expect(await look()).toEqual(without);
  });

  it('prints its requests, of which clients hang one on each error, without what we know of them', async () => {
    start();
    let incoming = '';
    const port = await listen(
      http.createServer((message, response) => {
        setUser({ id: 'ada' });
        addBreadcrumb({ message: 'bought tea' });
        incoming = inspect([message, response], { depth: 5 });
        response.end();
      }),
    );
    const outgoing = await new Promise<string>(done => {
      const asked = http.get({ port, agent: false }, answer => {
        const during = inspect(asked);
        answer.resume().on('end', () => done(during + inspect(asked)));
      });
    });
    // the brackets around symbols are gone on Node 24
    expect(incoming).toMatch(/\[?Symbol\(vigil\/1\/request\)\]?: \[Vigil\]/);
    expect(incoming).not.toMatch(/'ada'|bought tea|RequestHub/);
    expect(outgoing).not.toMatch(/vigil/i);
  });
});
