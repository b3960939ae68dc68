import { afterEach, expect, it, vi } from 'vitest';
import { startAnswerThread } from './fixtures/answerThread';
import { envelope, stopAll, transportTo } from './fixtures/ingest';

afterEach(() => {
  vi.useRealTimers();
  stopAll();
});

it('an answer that came while the process was busy counts, however late it is read', async () => {
  const { url, asked, answerNow } = await startAnswerThread();
  const { setTimeout } = globalThis;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const sending = transportTo(url, { timeoutMs: 10_000 }).send(envelope());
  await asked;
  // as after a long turn of the host's: the time is up, the answer lies in the socket, and timers come first
  setTimeout(() => {
    answerNow();
    vi.advanceTimersByTime(10_000);
  });
  expect(await sending).toMatchObject({ statusCode: 200 });
});
