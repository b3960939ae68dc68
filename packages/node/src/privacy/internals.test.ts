import { EventEmitter, once } from 'node:events';
import { Agent, createServer, request, type ServerResponse } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { PassThrough, Readable, Writable } from 'node:stream';
import { createTestkit } from '@vigil/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { createClient, type Event, type VigilOptions } from '../index';

async function fieldsOf(fields: object, options: VigilOptions = {}): Promise<unknown> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  client.captureException(Object.assign(new Error('failed'), fields));
  await client.flush();
  return (kit.events()[0] as Event).contexts?.['Error'];
}

const responses: ServerResponse[] = [];
const server = createServer((_request, response) => {
  responses.push(response);
  response.writeHead(503).end();
});
afterAll(() => server.close());

describe('objects of the runtime on an error', () => {
  it('leave as their names, with what tells which one it was', async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true });
    const outgoing = request({ port, host: '127.0.0.1', path: '/orders/5?email=joe', method: 'PUT', agent });
    outgoing.end('sent');
    const [incoming] = await once(outgoing, 'response');
    const [response] = responses as [ServerResponse];
    const fields = { outgoing, incoming, response, received: response.req, socket: outgoing.socket, agent };
    const names = {
      outgoing: '[ClientRequest PUT 127.0.0.1/orders/5]',
      incoming: '[IncomingMessage 503]',
      response: '[ServerResponse 503]',
      received: '[IncomingMessage PUT /orders/5]',
      socket: '[Socket]',
      agent: '[Agent]',
    };
    expect(await fieldsOf(fields)).toEqual(names);
    expect(await fieldsOf({ deep: [{ fields }] }, { beforeSend: event => event })).toEqual({ deep: [{ fields: names }] });
    expect(await fieldsOf(fields, { scrub: { paths: ['extra.none'] } })).toEqual(names);
    const copies = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, { ...value }]));
    // from Node 24 on a copy has no path
    expect(await fieldsOf(copies)).toEqual({
      ...names,
      outgoing: expect.stringMatching(/^\[ClientRequest PUT 127\.0\.0\.1(\/orders\/5)?]$/),
    });
    agent.destroy();
  });

  it('are named by their class, whoever wrote it', async () => {
    class CsvReader extends Readable {}
    function Old() {}
    Old.prototype = Object.create(Writable.prototype) as object;
    const old = Object.assign(Object.create(Old.prototype) as object, { _events: {}, _writableState: {} });
    const fields = {
      csv: new CsvReader(),
      through: new PassThrough(),
      socket: new Socket(),
      old,
      copy: { _events: {}, _readableState: {} },
    };
    expect(await fieldsOf(fields)).toEqual({
      csv: '[CsvReader]',
      through: '[PassThrough]',
      socket: '[Socket]',
      old: '[Writable]',
      copy: '[Stream]',
    });
  });

  it('leave as they say themselves', async () => {
    const stream = Object.assign(new PassThrough(), { toJSON: () => ({ rows: 3 }) });
    expect(await fieldsOf({ stream })).toEqual({ stream: { rows: 3 } });
  });

  it('are nothing that an application made', async () => {
    class Queue extends EventEmitter {
      depth = 5;
    }
    const pool = { sockets: 3, path: '/x', method: 'GET', statusCode: 500, outputData: 1, _readableState: 'x', freeSocketsLeft: 2 };
    expect(await fieldsOf({ queue: new Queue(), pool })).toMatchObject({ queue: { depth: 5 }, pool });
  });

  it('cost no getter and no crash when they only look like it', async () => {
    let ran = 0;
    const accessor = { enumerable: false, get: () => ++ran };
    const class_ = Object.defineProperties(() => {}, { name: accessor });
    const stream = Object.defineProperties(Object.create({ constructor: class_ }) as object, {
      _events: accessor,
      _readableState: accessor,
      statusCode: accessor,
      method: accessor,
      path: accessor,
    });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const throwing = new Proxy({}, { getOwnPropertyDescriptor: () => JSON.parse('{'), ownKeys: () => JSON.parse('{') });
    expect(await fieldsOf({ stream, proxy, throwing, code: 1 })).toMatchObject({
      stream: '[Stream]',
      proxy: '**non-serializable**',
      code: 1,
    });
    expect(ran).toBe(0);
  });
});
