import { afterEach, expect, it, vi } from 'vitest';
import { httpIntegration, nativeNodeFetchIntegration } from '../index';
import { start, stopAll } from './fixtures/live';

afterEach(stopAll);

it('options of spans are taken and say in one line that they have no effect yet', () => {
  const [debug, warn] = [vi.fn(), vi.fn()];
  start({
    debug: true,
    logger: { debug, warn },
    integrations: [
      httpIntegration({ spans: true, disableIncomingRequestSpans: false, onSpanCreated: () => {}, breadcrumbs: true }),
      nativeNodeFetchIntegration({ spans: false }),
    ],
  });
  expect(debug.mock.calls.map(([line]) => String(line)).filter(line => line.includes('without effect'))).toEqual([
    expect.stringContaining('httpIntegration: spans, disableIncomingRequestSpans, onSpanCreated without effect yet'),
    expect.stringContaining('nativeNodeFetchIntegration: spans without effect yet'),
  ]);
  expect(warn).not.toHaveBeenCalled();
});
