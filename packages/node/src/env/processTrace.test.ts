import { execFileSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';
import { captureMessage, continueTrace, getTraceData, withIsolationScope } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { init } from '../init';

const TRACE = '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11';
const SPAN = 'b7ad6b7169203331';
const BAGGAGE = `sentry-trace_id=${TRACE},sentry-public_key=abc,sentry-environment=theirs`;

let kit: ReturnType<typeof createTestkit>;
let client: ReturnType<typeof init> | undefined;
beforeEach(() => {
  kit = createTestkit();
  vi.stubEnv('SENTRY_TRACE', `${TRACE}-${SPAN}-1`);
  vi.stubEnv('SENTRY_BAGGAGE', BAGGAGE);
});
afterEach(async () => {
  await client?.close();
  vi.unstubAllEnvs();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});

async function traceOf(capture: () => unknown = () => captureMessage('x')) {
  client = init({ ...kit.options, defaultIntegrations: false });
  capture();
  await client.flush();
  return kit.expectEvent('x').contexts?.['trace'] as Record<string, string>;
}

describe('a process that was started with SENTRY_TRACE', () => {
  it('goes on with that trace and its baggage', async () => {
    expect(await traceOf()).toMatchObject({ trace_id: TRACE, parent_span_id: SPAN });
    const { 'sentry-trace': header, baggage } = getTraceData();
    expect(header).toMatch(new RegExp(`^${TRACE}-(?!${SPAN})[\\da-f]{16}-1$`));
    expect(baggage).toContain('sentry-environment=theirs');
  });

  it('does so in the jobs it runs, and not in what brings a trace of its own', async () => {
    expect(await traceOf(() => withIsolationScope(() => captureMessage('x')))).toMatchObject({ trace_id: TRACE });
    kit.reset();
    const sentryTrace = `${'9'.repeat(32)}-${'8'.repeat(16)}`;
    expect(await traceOf(() => continueTrace({ sentryTrace }, () => captureMessage('x')))).toMatchObject({ trace_id: '9'.repeat(32) });
  });

  it.each(['0', 'false', 'off', 'No'])('does not with SENTRY_USE_ENVIRONMENT=%s', async off => {
    vi.stubEnv('SENTRY_USE_ENVIRONMENT', off);
    expect((await traceOf())['trace_id']).not.toBe(TRACE);
  });

  it.each(['', ' ', 'garbage', `${TRACE}`, '0'.repeat(32) + `-${SPAN}`])('begins one of its own for %j', async text => {
    vi.stubEnv('SENTRY_TRACE', text);
    expect((await traceOf())['trace_id']).toMatch(/^(?!4f6e1c3f|0{32})[\da-f]{32}$/);
  });

  it('hands it to a child process and to a worker thread by the environment', async () => {
    await traceOf();
    const data = getTraceData();
    const env = { ...process.env, SENTRY_TRACE: data['sentry-trace'], SENTRY_BAGGAGE: data.baggage };
    const print = 'process.stdout.write(process.env.SENTRY_TRACE)';
    expect(execFileSync(process.execPath, ['-e', print], { env, encoding: 'utf8' })).toBe(data['sentry-trace']);
    const worker = new Worker(`require('node:worker_threads').parentPort.postMessage(process.env.SENTRY_TRACE)`, { eval: true, env });
    const seen = await new Promise(resolve => worker.once('message', resolve));
    expect(seen).toBe(data['sentry-trace']);
  });
});
