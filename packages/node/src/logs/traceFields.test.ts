import http from 'node:http';
import { Writable } from 'node:stream';
import pino from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import winston from 'winston';
import { listen, request, start, stopAll } from '../http/fixtures/live';
import { captureMessage, close, getTraceFields } from '../index';

type Log = (message: string) => void;
afterEach(stopAll);

/** Serves two requests at once, each of which writes a line and captures a message; the lines and the traces of the events. */
async function play(log: Log, lines: string[]) {
  // each request begins a trace of its own
  const kit = start({ tracePropagationTargets: [] });
  const server = http.createServer(async ({ url = '' }, response) => {
    await new Promise(setImmediate);
    log(url);
    captureMessage(url);
    response.end();
  });
  const port = await listen(server);
  await Promise.all(['/a', '/b'].map(path => request(port, { path })));
  await kit.client.flush();
  const traces = Object.fromEntries(kit.events().map(({ message, contexts }) => [message, contexts?.['trace']]));
  return { traces, written: lines.map(line => JSON.parse(line) as Record<string, unknown>) };
}

describe("lines of the application's own log have the trace of their request's events", () => {
  const check = ({ traces, written }: Awaited<ReturnType<typeof play>>, key: string) => {
    expect(written).toHaveLength(2);
    for (const line of written) expect(line).toMatchObject(traces[line[key] as string] ?? { none: key });
    expect(new Set(written.map(line => line['trace_id'])).size).toBe(2);
  };

  it('pino, by its mixin', async () => {
    const lines: string[] = [];
    const log = pino({ mixin: () => getTraceFields() }, { write: (line: string) => void lines.push(line) });
    check(await play(text => log.info(text), lines), 'msg');
  });

  it('winston, by a format', async () => {
    const lines: string[] = [];
    const stream = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
    const withTrace = winston.format(info => Object.assign(info, getTraceFields()));
    const log = winston.createLogger({
      format: winston.format.combine(withTrace(), winston.format.json()),
      transports: [new winston.transports.Stream({ stream })],
    });
    check(await play(text => log.info(text), lines), 'message');
  });
});

it('there are none without a client that is enabled', async () => {
  start();
  expect(getTraceFields()).toEqual({ trace_id: expect.stringMatching(/^[\da-f]{32}$/), span_id: expect.stringMatching(/^[\da-f]{16}$/) });
  await close();
  expect(getTraceFields()).toEqual({});
});
