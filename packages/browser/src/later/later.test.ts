import { createTestkit } from '@vigil/testkit';
import { expect, it, vi } from 'vitest';
import {
  browserTracingIntegration,
  consoleLoggingIntegration,
  feedbackAsyncIntegration,
  feedbackIntegration,
  feedbackSyncIntegration,
  init,
  logger,
  metrics,
  replayIntegration,
  startSpan,
} from '../index';

const integrations = [
  browserTracingIntegration,
  replayIntegration,
  feedbackIntegration,
  feedbackAsyncIntegration,
  feedbackSyncIntegration,
  consoleLoggingIntegration,
];

it.each(integrations.map(make => [make.name, make] as const))('%s says once that it does nothing yet', async (name, make) => {
  const warn = vi.fn();
  const client = init({ ...createTestkit().options, defaultIntegrations: false, logger: { warn }, integrations: [make({})] });
  client.addIntegration(make());
  expect(warn.mock.calls.map(([line]) => String(line).split(' ').slice(1, 3))).toEqual([['V040', name]]);
  await client.close();
});

it('spans, logs and metrics are taken', () => {
  expect(startSpan({ name: 'a' }, span => span.isRecording())).toBe(false);
  expect([logger.info('a'), metrics.count('a')]).toEqual([undefined, undefined]);
});
