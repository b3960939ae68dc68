import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { type Client, createClient, printUnsent, type VigilOptions } from '../index';

function start(options: VigilOptions = {}): { client: Client; lines: string[] } {
  const lines: string[] = [];
  const client = createClient({ logger: { info: (...parts) => lines.push(String(parts[0])) }, ...options });
  client.extend(printUnsent);
  return { client, lines };
}

describe('a client without a DSN, in development', () => {
  it('prints what an error would be sent as: title, places, user, tags, breadcrumbs, and how to stop', () => {
    const { client, lines } = start({
      initialScope: { user: { id: '7' }, tags: { tenant: 'acme' }, breadcrumbs: [{ message: 'one' }, { message: 'two' }] },
    });
    client.captureException(new TypeError('no basket'));
    expect(lines).toHaveLength(1);
    const [title, place, ...rest] = lines[0]!.split('\n');
    expect(title).toBe('[vigil] not sent, there is no DSN: TypeError: no basket');
    expect(place).toMatch(/^ {2}at .*printUnsent\.test\.ts:\d+:\d+\)?$/);
    expect(rest.at(-2)).toBe('  error, user 7, tenant=acme, 2 breadcrumbs');
    expect(rest.at(-1)).toBe("  dsn: '' or logger: false stops these lines");
  });

  it('keeps the outcome and the books: disabled, and nothing else', async () => {
    const { client } = start();
    const id = client.captureMessage('x');
    expect(await client.outcome(id)).toMatchObject({ status: 'disabled', attempts: 0 });
    expect(client.stats()).toMatchObject({ captured: { error: 1 }, outcomes: { error: { disabled: 1 } }, pending: { error: 0 } });
  });

  it('prints what hooks and the scrubber leave of it, and nothing of what would be dropped', () => {
    const { client, lines } = start({
      ignoreErrors: ['ignored'],
      beforeSend: event => (event.message === 'drop' ? null : { ...event, tags: { session_token: 'hunter2' } }),
    });
    for (const text of ['ignored', 'drop', 'card 4111 1111 1111 1111']) client.captureMessage(text);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/4111 1111|hunter2/);
    client.captureEvent({ type: 'transaction', transaction: 'GET /' });
    expect(lines).toHaveLength(1);
  });

  it('prints one object once, and a flood as the budget lets it', () => {
    const { client, lines } = start();
    const error = new Error('rethrown');
    for (let n = 0; n < 3; n++) client.captureException(error);
    expect(lines).toHaveLength(1);
    for (let n = 0; n < 100; n++) client.captureException(new Error(`loop ${n}`));
    expect(lines).toHaveLength(6);
  });

  it.each<[string, VigilOptions]>([
    ["dsn: ''", { dsn: '' }],
    ['a DSN that cannot be read', { dsn: 'nonsense' }],
    ['a DSN', createTestkit().options],
    ['enabled: false', { enabled: false }],
  ])('is silent with %s', (_name, options) => {
    const { client, lines } = start(options);
    client.captureException(new Error('x'));
    expect(lines).toEqual([]);
  });

  it('is silent, and throws nothing, where the logger is off, throws or lacks the level', () => {
    const throwing = () => {
      throw new Error('logger');
    };
    for (const logger of [false, {}, { info: throwing }] as const) {
      const client = createClient({ logger });
      client.extend(printUnsent);
      expect(client.captureMessage('x')).toMatch(/^[\da-f]{32}$/);
    }
  });
});
