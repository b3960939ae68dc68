import http from 'node:http';
import http2 from 'node:http2';
import { startIngest } from '@vigil/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { app, type Running, startProgram } from './startProgram';

type Ask = (path: string, onPart?: (part: string) => void) => Promise<string>;

const overHttp =
  (url: string): Ask =>
  (path, onPart) =>
    new Promise((resolve, reject) => {
      const request = http.get(`${url}${path}`, { agent: false }, response => read(response, resolve, reject, onPart));
      request.on('error', reject);
    });

function read(
  stream: NodeJS.ReadableStream,
  resolve: (text: string) => void,
  reject: (error: Error) => void,
  onPart?: (part: string) => void,
) {
  let text = '';
  stream.setEncoding('utf8').on('error', reject);
  stream.on('data', part => {
    text += part;
    onPart?.(String(part));
  });
  stream.on('end', () => resolve(text));
}

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());

/** What each looks like without the SDK. */
const plain = new Map<string, unknown>();

describe.each(['http', 'express5', 'fastify5', 'http2'])('scenario 19: streams of %s', kind => {
  describe.each(['without', 'with'])('%s the SDK', sdk => {
    let program: Running;
    let session: http2.ClientHttp2Session | undefined;
    let ask: Ask;
    beforeAll(async () => {
      program = await startProgram(app('streaming.mjs'), { args: [kind, sdk], dsn: ingest.dsn });
      if (kind !== 'http2') ask = overHttp(program.url);
      else {
        session = http2.connect(program.url);
        ask = (path, onPart) => new Promise((resolve, reject) => read(session!.request({ ':path': path }), resolve, reject, onPart));
      }
    });
    afterEach(() => expect(ingest.events()).toEqual([]));
    afterAll(async () => {
      session?.destroy();
      expect((await program.stop()).stderr).toBe('');
    });

    it.each([
      ['/sse', ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']],
      ['/chunked', ['one ', 'two ', 'three ']],
    ])('%s: each part is received before the next is written', async (path, parts) => {
      const received: string[] = [];
      const before = (JSON.parse(await ask('/written')) as string[]).length;
      const checks: Array<Promise<void>> = [];
      const onPart = (part: string) => {
        received.push(part);
        const count = received.length;
        // the server goes on only when it is told to, after it was asked what it had written by now
        checks.push(
          ask('/written').then(async written => {
            expect((JSON.parse(written) as string[]).slice(before)).toEqual(parts.slice(0, count));
            await ask('/ack');
          }),
        );
      };
      expect(await ask(path, onPart)).toBe(parts.join(''));
      await Promise.all(checks);
      expect(received).toEqual(parts);
    });

    it.each(['/look', '/out'])('%s: request, response, functions, bodies and clones are what they are', async path => {
      const seen = JSON.parse(await ask(path)) as unknown;
      const key = `${kind} ${path}`;
      if (sdk === 'without') plain.set(key, seen);
      expect(plain.get(key)).toBeDefined();
      expect(seen).toEqual(plain.get(key));
    });
  });
});
