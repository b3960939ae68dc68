import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificate } from '../../packages/node/src/http/fixtures/certificate';
import { type Running, startProgram } from '../scenarios/startProgram';

const app = (name: string): URL => new URL(`./apps/${name}`, import.meta.url);
const folder = mkdtempSync(join(tmpdir(), 'vigil-p9-'));
const files = { KEY: join(folder, 'key.pem'), CERTIFICATE: join(folder, 'cert.pem') };
writeFileSync(files.KEY, certificate.key);
writeFileSync(files.CERTIFICATE, certificate.cert);

describe('P9: a downstream call carries the trace by itself', () => {
  let ingest: Awaited<ReturnType<typeof startIngest>>;
  const running: Running[] = [];
  let upstream = '';
  beforeAll(async () => {
    ingest = await startIngest();
    const start = async (name: string, env: Record<string, string>) => {
      const program = await startProgram(app(name), { dsn: ingest.dsn, env });
      running.push(program);
      return program.url;
    };
    const DOWNSTREAM = await start('downstream.mjs', {});
    const DOWNSTREAM_TLS = await start('downstream.mjs', files);
    upstream = await start('upstream.mjs', { DOWNSTREAM, DOWNSTREAM_TLS, NODE_EXTRA_CA_CERTS: files.CERTIFICATE });
  });
  afterAll(async () => {
    await Promise.all(running.map(program => program.stop()));
    await ingest.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const headersOf = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(upstream + path, { headers });
    return (await response.json()) as Record<string, string>;
  };
  const trace = async (value: string) => (await ingest.waitForEvent(value)).contexts!['trace'] as Record<string, string>;

  it.each(['http', 'https', 'fetch'])('with %s: both processes report under one trace id', async way => {
    const seen = await headersOf(`/${way}`);
    const mine = await trace(`upstream failed at /${way}`);
    const theirs = await trace(`downstream failed at /by-${way}`);
    expect(theirs['trace_id']).toBe(mine['trace_id']);
    expect(theirs['span_id']).not.toBe(mine['span_id']);
    const [traceId, spanId] = seen['sentry-trace']!.split('-');
    expect([traceId, spanId]).toEqual([mine['trace_id'], theirs['parent_span_id']]);
    expect(seen['baggage']).toContain(`sentry-trace_id=${mine['trace_id']}`);
    expect(seen['baggage']).toContain('sentry-environment=production');
    // what somebody else put there stays
    expect(seen['baggage']!.split(',').filter(member => member === 'vendor=1')).toHaveLength(way === 'fetch' ? 0 : 1);
  });

  it('a trace that came in goes on, with its own baggage', async () => {
    ingest.reset();
    const traceId = '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11';
    const seen = await headersOf('/http', {
      'sentry-trace': `${traceId}-00f067aa0ba902b7`,
      baggage: `sentry-trace_id=${traceId},sentry-public_key=abc,sentry-environment=edge,other=2`,
    });
    expect(await trace('upstream failed')).toMatchObject({ trace_id: traceId, parent_span_id: '00f067aa0ba902b7' });
    expect(await trace('downstream failed')).toMatchObject({ trace_id: traceId });
    expect(seen['baggage']).toContain('sentry-environment=edge');
  });

  it('the next request without headers is another trace', async () => {
    ingest.reset();
    await headersOf('/http');
    const first = await trace('upstream failed');
    ingest.reset();
    await headersOf('/http');
    expect((await trace('upstream failed'))['trace_id']).not.toBe(first['trace_id']);
  });
});
