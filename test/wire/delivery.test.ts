import { captureException, captureMessage, createClient, makeFetchTransport } from '@vigil/core';
import { decodeEnvelope, startIngest } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createWireKit } from './wireKit';

const headersOf = (body: Uint8Array) => decodeEnvelope(body).headers;

describe('what the answers of a server change on the wire', () => {
  it('sent_at is written at each try, the id is not', async () => {
    const { client, clock, answers, sent } = createWireKit();
    answers.push({ statusCode: 503 }, { statusCode: 503 });
    client.captureException(new Error('twice refused'));
    await clock.advance(60_000);
    const tries = sent().map(headersOf);
    expect(tries).toHaveLength(3);
    expect(new Set(tries.map(headers => headers['event_id'])).size).toBe(1);
    expect(new Set(tries.map(headers => headers['sent_at'])).size).toBe(3);
    expect(tries.map(headers => Date.parse(String(headers['sent_at'])))).toEqual(
      tries.map(headers => Date.parse(String(headers['sent_at']))).sort(),
    );
  });

  it('429: the event is not sent again and no client report tells of it', async () => {
    const { client, clock, answers, sent } = createWireKit();
    answers.push({ statusCode: 429, headers: { 'retry-after': '10', 'x-sentry-rate-limits': null } });
    const id = client.captureException(new Error('limited'));
    await clock.advance(600_000);
    await client.flush();
    expect(await client.outcome(id)).toMatchObject({ status: 'rate_limited', httpStatus: 429 });
    expect(sent()).toHaveLength(1);
  });

  it('a limit without a category stops everything, also one that came with a 200', async () => {
    const { client, clock, answers, sent } = createWireKit();
    answers.push({ statusCode: 200, headers: { 'x-sentry-rate-limits': '60::key', 'retry-after': null } });
    client.captureException(new Error('goes'));
    await client.flush();
    const stopped = client.captureException(new Error('stopped'));
    await client.flush();
    expect(await client.outcome(stopped)).toMatchObject({ status: 'rate_limited', attempts: 0 });
    await clock.advance(61_000);
    client.captureMessage('goes again');
    await client.flush();
    const types = sent().flatMap(body => decodeEnvelope(body).items.map(item => item.headers['type']));
    expect(types.filter(type => type === 'event')).toHaveLength(2);
  });
});

describe("the core's own sender", () => {
  it('needs no preflight: a simple content type, the key in the query', async () => {
    const ingest = await startIngest();
    const client = createClient({ dsn: ingest.dsn, transport: makeFetchTransport });
    client.run(() => captureException(new Error('by fetch')));
    client.run(() => captureMessage('and a message'));
    expect(await client.flush(5_000)).toBe(true);
    for (const { method, url, headers } of ingest.requests) {
      expect(method).toBe('POST');
      expect(headers['content-type'] ?? 'text/plain').toMatch(/^text\/plain/);
      expect(Object.keys(headers).filter(name => /^(authorization|x-)/.test(name))).toEqual([]);
      expect(new URL(url, ingest.url).searchParams.get('sentry_key')).toBe(new URL(ingest.dsn).username);
    }
    expect(ingest.events()).toHaveLength(2);
    await client.close();
    await ingest.close();
  });
});
