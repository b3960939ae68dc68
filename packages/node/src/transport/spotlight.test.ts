import { type Ingest, startIngest } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Client, createClient, getTraceData, init, type NodeOptions, spotlightIntegration } from '../index';

let server: Ingest;
let sidecar: Ingest;
const clients: Client[] = [];
const lines: string[] = [];
const logger = {
  debug: (...parts: unknown[]) => lines.push(String(parts[0])),
  warn: (...parts: unknown[]) => lines.push(String(parts[0])),
};

function start(options: NodeOptions, make: (options: NodeOptions) => Client = createClient): Client {
  const client = make({ logger, defaultIntegrations: false, ...options });
  clients.push(client);
  return client;
}
/** An envelope of events first, then that of reports: which of two requests arrives first is the network's. */
const payloadsOf = ({ envelopes }: Ingest) => envelopes.map(({ items }) => items).sort((a, b) => b.length - a.length);

beforeEach(async () => {
  [server, sidecar] = await Promise.all([startIngest(), startIngest()]);
  lines.length = 0;
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close(0);
  await Promise.all([server.close(), sidecar.close()]);
});

describe('spotlight', () => {
  it('shows the sidecar what the server gets: the same scrubbed events, attachments, sessions and reports', async () => {
    const client = start({ dsn: server.dsn, spotlight: `${sidecar.url}/stream`, ignoreErrors: ['ignored'] });
    client.captureException(new Error('seen'), {
      captureContext: { extra: { password: 'hunter2' } },
      attachments: [{ filename: 'a.txt', data: 'text' }],
    });
    client.captureMessage('ignored');
    expect(await client.flush()).toBe(true);
    expect(payloadsOf(sidecar)).toEqual(payloadsOf(server));
    expect(
      payloadsOf(sidecar)
        .flat()
        .map(({ headers }) => headers['type']),
    ).toEqual(['event', 'attachment', 'client_report']);
    expect(JSON.stringify(payloadsOf(sidecar))).not.toContain('hunter2');
    expect(sidecar.requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /stream', 'POST /stream']);
  });

  it('shows each envelope once, whatever the server says of it', async () => {
    server.respond([500, 429, 413]);
    const client = start({ dsn: server.dsn, spotlight: `${sidecar.url}/stream`, retry: { baseMs: 1 } });
    for (const text of ['tried twice', 'other']) client.captureMessage(text);
    await client.flush();
    expect(
      sidecar
        .events()
        .map(({ message }) => message)
        .sort(),
    ).toEqual(['other', 'tried twice']);
  });

  it('is given up after three failures in a row, with one warning; the server gets everything', async () => {
    sidecar.respond([500, 500, 200, 500]);
    const client = start({ dsn: server.dsn, spotlight: `${sidecar.url}/stream`, budget: false });
    for (let n = 0; n < 9; n++) {
      client.captureMessage(`message ${n}`);
      await client.flush();
    }
    // two failures, an answer, three failures
    expect(sidecar.events()).toHaveLength(6);
    expect(server.events()).toHaveLength(9);
    expect(lines.filter(line => line.includes('V060'))).toHaveLength(1);
  });

  it('without a DSN is where everything goes; the outcome is what the sidecar answers, and no trace names a project', async () => {
    const client = start({ spotlight: `${sidecar.url}/stream` });
    expect(client.isEnabled()).toBe(true);
    const id = client.captureException(new Error('local'));
    expect(await client.flush()).toBe(true);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', httpStatus: 200 });
    expect(sidecar.events()).toHaveLength(1);
    expect(sidecar.envelopes[0]?.headers['trace']).toBeUndefined();
    expect(client.run(() => getTraceData()).baggage ?? '').not.toContain('public_key');
  });

  it('without a DSN and without a sidecar ends: three losses, one warning, then disabled', async () => {
    const client = start({ spotlight: 'http://127.0.0.1:9/stream' });
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      ids.push(client.captureMessage(`m${n}`));
      await client.flush();
    }
    const ends = await Promise.all(ids.map(async id => (await client.outcome(id)).status));
    expect(ends).toEqual(['network_error', 'network_error', 'network_error', 'disabled', 'disabled']);
    expect(lines.filter(line => line.includes('V060'))).toHaveLength(1);
  });

  it.each([
    ['a switch that is off', 'off'],
    ['false', false],
    ['nothing', undefined],
  ])('is off: %s', (_name, spotlight) => {
    expect(start({ spotlight }).isEnabled()).toBe(false);
    expect(lines).toEqual([]);
  });

  it('warns of what is neither a switch nor a URL, and stays off', () => {
    expect(start({ spotlight: 'localhost:8969' }).isEnabled()).toBe(false);
    expect(lines.join()).toContain('V061');
  });

  it('takes the integration of Sentry, once beside the option', async () => {
    const url = `${sidecar.url}/stream`;
    const client = start({ dsn: server.dsn, spotlight: url, integrations: [spotlightIntegration({ sidecarUrl: url })] });
    client.captureMessage('once');
    await client.flush();
    expect(sidecar.events()).toHaveLength(1);
  });

  it('stays out of breadcrumbs and traces of outgoing requests', async () => {
    const client = start({ dsn: server.dsn, spotlight: `${sidecar.url}/stream`, defaultIntegrations: undefined }, init);
    client.captureMessage('first');
    await client.flush();
    client.captureMessage('second');
    await client.flush();
    expect(sidecar.events().at(-1)?.breadcrumbs ?? []).toEqual([]);
    expect(sidecar.requests.some(({ headers }) => 'sentry-trace' in headers || 'baggage' in headers)).toBe(false);
  });

  it('is left alone once the client is closed', async () => {
    const client = start({ dsn: server.dsn, spotlight: `${sidecar.url}/stream` });
    client.captureMessage('before');
    await client.close();
    client.captureMessage('after');
    expect(sidecar.events().map(({ message }) => message)).toEqual(['before']);
  });
});
