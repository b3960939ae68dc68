import { createTestkit } from '@vigil/testkit';
import { expect, it, vi } from 'vitest';
import {
  bfcacheMetricsIntegration,
  browserProfilingIntegration,
  browserTracingIntegration,
  defaultStackLineParsers,
  defaultStackParser,
  elementTimingIntegration,
  feedbackAsyncIntegration,
  feedbackIntegration,
  feedbackSyncIntegration,
  fetchStreamPerformanceIntegration,
  getActiveSpan,
  getFeedback,
  getReplay,
  getSpanDescendants,
  graphqlClientIntegration,
  init,
  instrumentSupabaseClient,
  interactionsIntegration,
  lazyLoadIntegration,
  replayCanvasIntegration,
  replayIntegration,
  reportPageLoaded,
  setActiveSpanInBrowser,
  setConversationId,
  setRouteProvider,
  startBrowserTracingNavigationSpan,
  startBrowserTracingPageLoadSpan,
  startInactiveSpan,
  startSpan,
  uiProfiler,
  userTimingIntegration,
  viewHierarchyIntegration,
  webVitalsIntegration,
  withStaticSpan,
  withStreamedSpan,
} from '../index';

const integrations = [
  browserTracingIntegration,
  replayIntegration,
  feedbackIntegration,
  feedbackAsyncIntegration,
  feedbackSyncIntegration,
  bfcacheMetricsIntegration,
  browserProfilingIntegration,
  elementTimingIntegration,
  fetchStreamPerformanceIntegration,
  graphqlClientIntegration,
  interactionsIntegration,
  replayCanvasIntegration,
  userTimingIntegration,
  viewHierarchyIntegration,
  webVitalsIntegration,
];

it.each(integrations.map(make => [make.name, make] as const))('%s says once that it does nothing yet', async (name, make) => {
  const warn = vi.fn();
  const client = init({ ...createTestkit().options, defaultIntegrations: false, logger: { warn }, integrations: [make({})] });
  client.addIntegration(make());
  expect(warn.mock.calls.map(([line]) => String(line).split(' ').slice(1, 3))).toEqual([['V040', name]]);
  await client.close();
});

it('spans are taken', () => {
  expect(startSpan({ name: 'a' }, span => span.isRecording())).toBe(false);
  expect([uiProfiler.startProfiler(), uiProfiler.stopProfiler()]).toEqual([undefined, undefined]);
});

it('replay and the form have the methods that pages call, and none throws', async () => {
  const replay = replayIntegration();
  replay.start();
  replay.startBuffering();
  await Promise.all([replay.flush(), replay.stop(), getReplay()?.flush()]);
  const feedback = feedbackIntegration();
  feedback.attachTo('#button', {})();
  const form = await feedback.createForm();
  form.appendToDom();
  form.open();
  form.close();
  form.removeFromDom();
  feedback.createWidget().removeFromDom();
  feedback.remove();
  expect([replay.getReplayId(), replay.getRecordingMode(), getFeedback()]).toEqual([undefined, undefined, undefined]);
});

it('names of tracing say once that they do nothing yet', async () => {
  const warn = vi.fn();
  const client = init({ ...createTestkit().options, defaultIntegrations: false, logger: { warn } });
  const hook = (span: object) => span;
  expect([withStaticSpan(hook), withStreamedSpan(hook)]).toEqual([hook, hook]);
  expect(startBrowserTracingPageLoadSpan(client, { name: '/' })).toBe(undefined);
  expect(startBrowserTracingNavigationSpan(client, { name: '/next' })).toBe(undefined);
  reportPageLoaded();
  setRouteProvider({});
  setConversationId('a');
  instrumentSupabaseClient({});
  const names = `withStaticSpan withStreamedSpan startBrowserTracingPageLoadSpan startBrowserTracingNavigationSpan reportPageLoaded
    setRouteProvider setConversationId instrumentSupabaseClient`;
  expect(warn.mock.calls.map(([line]) => String(line).split(' ').slice(1, 3).join(' '))).toEqual(
    names.split(/\s+/).map(name => `V040 ${name}`),
  );
  await client.close();
});

it('a span set active in a page stays it', async () => {
  const client = init({ ...createTestkit().options, defaultIntegrations: false });
  const span = startInactiveSpan({ name: 'page' });
  setActiveSpanInBrowser(span);
  expect([getActiveSpan(), getSpanDescendants(span)]).toEqual([span, [span]]);
  await client.close();
});

it('lazyLoadIntegration gives the factory, and rejects for what is none', async () => {
  const make = await lazyLoadIntegration('rewriteFramesIntegration');
  expect(make({ root: '/' }).name).toBe('RewriteFrames');
  await expect(lazyLoadIntegration('nothing' as 'replayIntegration')).rejects.toThrow('nothing cannot be loaded');
});

it('the line parsers are those of the default parser', () => {
  expect(defaultStackLineParsers).toHaveLength(2);
  expect(defaultStackParser('at go (https://a.b/c.js:1:2)')[0]).toMatchObject({ function: 'go', filename: 'https://a.b/c.js' });
});
