import { describe, expect, it } from 'vitest';
import type { Event } from '../wire/event';
import { expectWhole, metaAt, rules } from './fixtures/gated';
import { gate } from './gate';

describe('gate', () => {
  it('passes an ordinary event unchanged, as a copy', () => {
    const event: Event = {
      event_id: 'a'.repeat(32),
      timestamp: 1700000000.123,
      message: 'hello',
      exception: {
        values: [
          {
            type: 'Error',
            value: 'boo',
            mechanism: { type: 'generic', handled: true },
            stacktrace: { frames: [{ filename: '/srv/app/a.js', function: 'pay', lineno: 1, colno: 2, in_app: true }] },
          },
        ],
      },
      breadcrumbs: [{ timestamp: 1, message: 'ä€😀', data: { n: 1 } }],
      contexts: { trace: { trace_id: 'b'.repeat(32), span_id: 'c'.repeat(16) }, os: { name: 'Linux' } },
      tags: { a: 'b' },
    };
    const gated = gate(event, rules);
    expect(gated.event).toEqual(event);
    expect(gated.event).not.toBe(event);
    expect(gated.event.breadcrumbs).not.toBe(event.breadcrumbs);
    expect(gated.cuts).toEqual([]);
    expect(gated.event._meta).toBeUndefined();
    expectWhole(gated);
  });

  it('leaves the protocol fields alone, whatever they look like', () => {
    const odd = 'joe@example.com token=abc';
    const event: Event = {
      event_id: odd,
      release: odd,
      environment: odd,
      server_name: odd,
      platform: odd,
      sdk: { name: odd, integrations: [odd] },
      debug_meta: { images: [{ type: odd, debug_id: odd, code_file: odd }] },
      modules: { auth: odd, 'express-session-id': odd },
      exception: {
        values: [
          {
            type: odd,
            module: odd,
            mechanism: { type: odd },
            stacktrace: { frames: [{ filename: odd, abs_path: odd, function: odd, module: odd, lineno: 1 }] },
          },
        ],
      },
      contexts: { trace: { trace_id: '4111111111111111', span_id: '4111111111111111', parent_span_id: '4111111111111111' } },
      user: { id: odd, email: odd, username: odd, name: odd, ip_address: '1.2.3.4' },
      breadcrumbs: [{ type: odd, timestamp: 1 }],
    };
    expect(gate(event, rules).event).toEqual(event);
  });

  it('does not take a namesake in free data for a protocol field', () => {
    const text = 'joe@example.com';
    const { json } = gate(
      {
        extra: { type: text, release: text, user: { email: text }, exception: { type: text } },
        contexts: { user: { email: text }, state: { type: text } },
        user: { profile: { email: text } },
        breadcrumbs: [{ data: { name: text, trace: { trace_id: text } } }],
      },
      rules,
    );
    expect(json).not.toContain('joe');
  });

  it('keeps the shape of exceptions', () => {
    const values = [{ type: 'AuthError', value: 'bad token=abc', mechanism: { type: 'generic', handled: false, data: { token: 'x' } } }];
    expect(gate({ exception: { values } }, rules).event.exception).toEqual({
      values: [
        { type: 'AuthError', value: 'bad token=[Filtered]', mechanism: { type: 'generic', handled: false, data: { token: '[Filtered]' } } },
      ],
    });
  });

  it('scrubs URLs wherever they stand', () => {
    const { event } = gate(
      {
        request: { url: 'https://u:p@a.b/c?name=joe' },
        breadcrumbs: [{ category: 'navigation', data: { url: 'https://a.b/?x=joe', from: '/a?x=joe', to: '/b#x=joe' } }],
      },
      rules,
    );
    expect(event.request?.url).toBe('https://[Filtered]@a.b/c?name=[Filtered]');
    expect(event.breadcrumbs?.[0]?.data).toEqual({ url: 'https://a.b/?x=[Filtered]', from: '/a?x=[Filtered]', to: '/b#x=[Filtered]' });
  });

  it('notes what it masked, in cuts and in _meta', () => {
    const { cuts, event } = gate({ extra: { password: 'abc', 'a.b': [{ mail: 'joe@example.com' }] } }, rules);
    expect(cuts).toEqual([
      { path: 'extra.password', rule: '@vigil:key', action: 'masked' },
      { path: 'extra.a.b.0.mail', rule: '@vigil:email', action: 'masked' },
    ]);
    expect(metaAt(event, 'extra', 'password')).toEqual({ '': { rem: [['@vigil:key', 's']] } });
    expect(metaAt(event, 'extra', 'a.b', '0', 'mail')).toEqual({ '': { rem: [['@vigil:email', 's']], len: 15 } });
  });

  it('cannot be made to pollute prototypes by keys it notes', () => {
    const extra = JSON.parse('{"__proto__":{"password":"a"},"constructor":{"prototype":{"token":"b"}},"":{"":{"secret":"c"}}}');
    const gated = gate({ extra }, rules);
    expectWhole(gated);
    expect(gated.json).not.toMatch(/"[abc]"/);
    expect(({} as Record<string, unknown>)['']).toBeUndefined();
    expect((Object as unknown as Record<string, unknown>)['']).toBeUndefined();
  });

  it('without rules scrubs nothing, but copies and bounds', () => {
    const gated = gate({ message: 'joe@example.com', extra: { password: 'abc', big: 'x'.repeat(1e6), fn: () => 1 } }, undefined);
    expect(gated.event.message).toBe('joe@example.com');
    expect(gated.event.extra).toMatchObject({ password: 'abc', fn: '[Function: fn]' });
    expectWhole(gated);
  });

  it('replaces lone surrogates, which would make Relay refuse the event, and nothing that only looks like one', () => {
    const gated = gate({ message: 'a\ud83d', extra: { pair: '😀', text: '\\ud83d', both: '\\\ud83d', '\udc00': 1 } }, rules);
    expect(gated.event.message).toBe('a\ufffd');
    expect(gated.event.extra).toEqual({ pair: '😀', text: '\\ud83d', both: '\\\ufffd', '\ufffd': 1 });
    expectWhole(gated);
  });

  it.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['a text', 'x'],
    [
      'a revoked Proxy',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
    [
      'a throwing Proxy',
      new Proxy(
        {},
        {
          ownKeys() {
            throw 1;
          },
        },
      ),
    ],
    [
      'fields of the wrong kind',
      { exception: 5, breadcrumbs: 'x', contexts: [1], extra: null, request: 1, user: [], tags: 'x', _meta: 5, event_id: {} },
    ],
    [
      'lists of the wrong kind',
      { exception: { values: [null, 1, { stacktrace: null }, { stacktrace: { frames: [null, 1, 'x'] } }] }, breadcrumbs: [null] },
    ],
    ['a bare list of exceptions', { exception: [{ type: 'a' }] }],
  ])('takes %s', (_name, event) => expectWhole(gate(event as Event, rules)));
});
