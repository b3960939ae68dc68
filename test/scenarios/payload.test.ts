import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { app, readProgram, runProgram, startProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

it.each([
  ['beforeSend', 'beforeSend'],
  ['late', 'beforeSend'],
  ['processor', 'processor'],
])('scenario 6: a hook that throws (%s) leaves a reduced event, tagged', async (kind, tag) => {
  const program = await startProgram(app('throwingHook.mjs'), { dsn: ingest.dsn, args: [kind] });
  const id = await fetch(`${program.url}/pay?name=annabel`, { headers: { 'user-agent': 'annabel/1' } }).then(response => response.text());
  await program.stop();

  const event = ingest.events().find(each => each.event_id === id)!;
  expect(event).toMatchObject({
    level: 'error',
    tags: { hook_error: tag },
    exception: { values: [{ type: 'RangeError', value: 'out of stock' }] },
  });
  const frames = event.exception!.values![0]!.stacktrace!.frames!;
  expect(frames.at(-1)!.filename).toMatch(/throwingHook\.mjs$/);
  expect(frames.filter(frame => 'vars' in frame)).toEqual([]);
  for (const key of ['request', 'extra', 'user', 'breadcrumbs'] as const) expect([key, event[key]]).toEqual([key, undefined]);
  expect(JSON.stringify(ingest.events())).not.toContain('annabel');
});

it('scenario 16: a JWT in a breadcrumb message and in err.config.headers is redacted', async () => {
  const token = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
  await runProgram(app('secretsInError.mjs'), { dsn: ingest.dsn, args: [token] });
  const [event] = ingest.events();
  const text = JSON.stringify(ingest.envelopes);
  for (const part of token.split('.')) expect(text).not.toContain(part);
  expect(event!.breadcrumbs).toMatchObject([{ category: 'auth', message: 'session opened with [Filtered] for orders' }]);
  const config = event!.contexts!['Error']!['config'] as Record<string, Record<string, string>>;
  expect(config).toMatchObject({ method: 'get', headers: { Accept: 'application/json', Authorization: '[Filtered]' } });
  expect(config['headers']!['X-Trace']).toBe('seen [Filtered]');
});

it('scenario 17: a message of 5 MB and a payload of 10 levels: under 200 KB, accepted, says what was cut', async () => {
  const outcome = await readProgram(app('oversizedError.mjs'), { dsn: ingest.dsn });
  expect(outcome).toMatchObject({ status: 'sent', attempts: 1, httpStatus: 200 });
  const { headers, items, malformed } = ingest.envelopes[0]!;
  expect(malformed).toBeUndefined();
  expect(items.reduce((sum, item) => sum + item.bytes, JSON.stringify(headers).length)).toBeLessThan(200_000);

  const [event] = ingest.events();
  const exception = event!.exception!.values![0]!;
  expect(exception.type).toBe('ReportError');
  expect(exception.value).toMatch(/^too long: (0123456789){99}/);
  expect(exception.stacktrace!.frames!.at(-1)!.filename).toMatch(/oversizedError\.mjs$/);
  expect(event!.contexts!['ReportError']).toMatchObject({ code: 'E_REPORT', payload: { depth: 1, next: { depth: 2 } } });
  expect(event!._meta).toMatchObject({ exception: { values: { 0: { value: { '': { rem: [['!limit', 's']], len: 5_000_010 } } } } } });
  expect(JSON.stringify(event!._meta!['contexts'])).toContain('!limit');
});

it('scenario 18: a class that extends Error: its name is the type, its code is on the event', async () => {
  await runProgram(app('errorOfAClass.mjs'), { dsn: ingest.dsn });
  const [event] = ingest.events();
  expect(event!.exception!.values).toMatchObject([{ type: 'PaymentError', value: 'card declined' }]);
  expect(event!.contexts!['PaymentError']).toEqual({ code: 'card_declined' });
});
