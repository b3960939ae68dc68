import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Envelope, EnvelopeItem, Event } from '@vigil/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProgram } from '../scenarios/startProgram';
import { readStream } from './readStream';
import { type Server, startServer } from './startServer';

const program = process.env['INTEROP_SPOTLIGHT'];

describe.skipIf(!program)("Spotlight's sidecar", () => {
  let server: Server;
  let folder: string;
  let envelopes: Envelope[];
  const items = (type: string): unknown[] =>
    envelopes.flatMap(([, each]) => each.filter(([header]) => header.type === type).map(([, payload]) => payload));
  const eventOf = (text: string) =>
    (items('event') as Event[]).find(each => [each.message, each.exception?.values?.at(-1)?.value].includes(text));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vigil-spotlight-'));
    // its own errors and traces go to its makers, unless there is no way out
    const env = { ...process.env, https_proxy: 'http://127.0.0.1:9', CI: '' };
    server = await startServer(process.execPath, [program!, 'server', '--port', '0'], { cwd: folder, env }, /listening on (\d+)/);
    const app = new URL('./apps/everyItem.mjs', import.meta.url);
    const { delivered } = await readProgram(app, { dsn: `http://public@127.0.0.1:${server.port}/1` });
    expect(delivered).toBe(true);
    envelopes = await readStream(server.port, ([header]: EnvelopeItem) => header.type === 'client_report');
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('decodes an error with its cause, stack, breadcrumbs, user, tags and contexts', () => {
    const error = eventOf('card declined');
    expect(error).toMatchObject({
      level: 'error',
      release: 'shop@1.4.0',
      user: { id: 'ann' },
      tags: { tenant: 't1' },
      breadcrumbs: [{ category: 'checkout', message: 'code applied', data: { code: 'SAVE20' } }],
      contexts: { billing: { amount: 4200 }, PaymentError: { code: 'card_declined' } },
    });
    expect(error?.exception?.values?.map(({ type, value }) => `${type}: ${value}`)).toEqual([
      'RangeError: the bank said no',
      'PaymentError: card declined',
    ]);
    expect(error?.exception?.values?.at(-1)?.stacktrace?.frames?.at(-1)).toMatchObject({
      filename: expect.stringMatching(/everyItem\.mjs$/),
      in_app: true,
      context_line: expect.stringContaining('card declined'),
    });
  });

  it('decodes messages and what was thrown without being an error', () => {
    expect(eventOf('stock ran low')).toMatchObject({ level: 'warning', tags: { sku: 'tea', tenant: 't1' } });
    expect(eventOf('only a text')).toMatchObject({ level: 'error' });
  });

  it('decodes attachments byte for byte beside their event', () => {
    const [, parts] = envelopes.find(([, each]) => each.some(([header]) => header.type === 'attachment')) as Envelope;
    expect(parts.map(([{ type, filename }]) => [type, filename])).toEqual([
      ['event', undefined],
      ['attachment', 'order.json'],
      ['attachment', 'raw.bin'],
      ['attachment', 'empty.txt'],
    ]);
    expect(items('attachment')).toMatchObject([
      { data: '{"id":\n1001}' },
      { data: Buffer.from([0, 10, 255, 13, 10, 128]).toString('base64') },
      { data: '' },
    ]);
  });

  it.each([
    ['session', { status: 'exited', attrs: { release: 'shop@1.4.0', environment: 'interop' } }],
    ['sessions', { aggregates: [{ exited: 1 }], attrs: { release: 'shop@1.4.0' } }],
    ['client_report', { discarded_events: [{ reason: 'event_processor', category: 'error', quantity: 1 }] }],
    ['check_in', { monitor_slug: 'nightly', status: 'ok', duration: 1.5 }],
    ['feedback', { contexts: { feedback: { message: 'the button is dead', name: 'Ann' } } }],
    ['user_report', { name: 'Ann', comments: 'it broke' }],
  ])('decodes the item %s, in an envelope without an event', (type, expected) => {
    expect(items(type).at(-1)).toMatchObject(expected);
    for (const [, each] of envelopes) {
      const types = each.map(([header]) => header.type);
      if (types.includes(type)) expect(types).toEqual([type]);
    }
  });

  it('tells an agent of the error, stack included, by its own search', async () => {
    const body = {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'search_errors', arguments: { filters: { timeWindow: 600 } } },
    };
    const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const answer = await fetch(`http://127.0.0.1:${server.port}/mcp`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(await answer.text()).toMatch(/card declined[\s\S]*everyItem\.mjs/);
  });
});
