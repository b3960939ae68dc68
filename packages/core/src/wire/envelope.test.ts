import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentItem, categoryOf, createEnvelope, eventEnvelope, serializeEnvelope } from './envelope';
import type { EnvelopeItem } from './envelopeTypes';
import type { Attachment, Event } from './event';
import { keepJson } from './keptJson';
import { parseEnvelope } from './parseEnvelope';

const bytes = (...parts: Array<string | Uint8Array>) => new Uint8Array(Buffer.concat(parts.map(part => Buffer.from(part as string))));
const EVENT: Event = { event_id: '7e5b3b1c0f4a4a6d9a2f9d3c0c1b2a30', timestamp: 1772359200, level: 'error' };

describe('serializeEnvelope', () => {
  it('is one header line for an envelope without items', () => {
    expect(serializeEnvelope(createEnvelope({ event_id: 'a' }))).toBe('{"event_id":"a"}');
  });

  it('is text without a last line end when every payload is text or JSON', () => {
    const envelope = createEnvelope({}, [
      [{ type: 'event' }, { message: 'héllo\nworld' }],
      [{ type: 'attachment', length: 3 }, 'a\nb'],
    ]);
    expect(serializeEnvelope(envelope)).toBe('{}\n{"type":"event"}\n{"message":"héllo\\nworld"}\n{"type":"attachment","length":3}\na\nb');
  });

  it('is bytes as soon as one payload is, each in its place and untouched', () => {
    const payload = new Uint8Array([0, 255, 10, 200]);
    const envelope = createEnvelope({}, [
      [{ type: 'event' }, { message: 'é' }],
      [{ type: 'attachment', length: 4 }, payload],
      [{ type: 'attachment', length: 2 }, new Uint8Array([1, 2])],
      [{ type: 'session' }, { sid: 'x' }],
    ]);
    expect(serializeEnvelope(envelope)).toEqual(
      bytes(
        '{}\n{"type":"event"}\n{"message":"é"}\n{"type":"attachment","length":4}\n',
        payload,
        '\n{"type":"attachment","length":2}\n',
        new Uint8Array([1, 2]),
        '\n{"type":"session"}\n{"sid":"x"}',
      ),
    );
    expect(payload).toEqual(new Uint8Array([0, 255, 10, 200]));
  });

  it('takes a view by its own range of a shared buffer', () => {
    const view = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3);
    expect(serializeEnvelope([{}, [[{ type: 'a', length: 2 }, view]]])).toEqual(
      bytes('{}\n{"type":"a","length":2}\n', new Uint8Array([2, 3])),
    );
  });

  it('takes the JSON it is offered and makes its own where none is', () => {
    const made = { a: 1 };
    const envelope = createEnvelope({}, [
      [{ type: 'event' }, made],
      [{ type: 'session' }, { b: 2 }],
      [{ type: 'attachment', length: 1 }, 'x'],
    ]);
    const text = serializeEnvelope(envelope, payload => (payload === made ? '{"made":"before"}' : undefined));
    expect(text).toBe('{}\n{"type":"event"}\n{"made":"before"}\n{"type":"session"}\n{"b":2}\n{"type":"attachment","length":1}\nx');
  });

  it('takes the JSON that was kept when offered none', () => {
    const kept = { a: 1 };
    keepJson(kept, '{"kept":1}');
    expect(serializeEnvelope([{}, [[{ type: 'event' }, kept]]])).toBe('{}\n{"type":"event"}\n{"kept":1}');
  });

  it('writes {} for what has no JSON, and the rest of the envelope as it is', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    const hostile = {
      toJSON() {
        throw new Error('no');
      },
    };
    for (const payload of [cycle, hostile, { big: 1n }, undefined, () => 1, Symbol('x')]) {
      expect(serializeEnvelope([{ dsn: 'd' }, [[{ type: 'event' }, payload]]])).toBe('{"dsn":"d"}\n{"type":"event"}\n{}');
    }
  });

  it('never throws, whatever the payloads', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), payloads => {
        serializeEnvelope([{}, payloads.map((payload): EnvelopeItem => [{ type: 'x' }, payload])]);
      }),
    );
  });
});

describe('eventEnvelope', () => {
  const sdk = { name: 'vigil.javascript.node', version: '0.1.0' };
  const trace = { environment: 'production', public_key: 'abc123', trace_id: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11' };
  const sentAt = '2026-03-01T10:00:00.000Z';

  it('writes event, trace and attachment with the keys in their order', () => {
    const note: Attachment = { filename: 'note.txt', data: 'hello', contentType: 'text/plain' };
    const envelope = eventEnvelope(EVENT, { sdk, sentAt, dsn: 'https://abc123@o42.ingest.us.sentry.io/7', trace });
    envelope[1].push(attachmentItem(note));
    const text = serializeEnvelope(envelope);
    expect((text as string).split('\n')).toEqual([
      '{"event_id":"7e5b3b1c0f4a4a6d9a2f9d3c0c1b2a30","sent_at":"2026-03-01T10:00:00.000Z","sdk":{"name":"vigil.javascript.node","version":"0.1.0"},"dsn":"https://abc123@o42.ingest.us.sentry.io/7","trace":{"environment":"production","public_key":"abc123","trace_id":"4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11"}}',
      '{"type":"event"}',
      '{"event_id":"7e5b3b1c0f4a4a6d9a2f9d3c0c1b2a30","timestamp":1772359200,"level":"error"}',
      '{"type":"attachment","length":5,"filename":"note.txt","content_type":"text/plain"}',
      'hello',
    ]);
  });

  it('names no dsn and no trace when there is none', () => {
    expect((serializeEnvelope(eventEnvelope(EVENT, { sdk, sentAt })) as string).split('\n')[0]).toBe(
      '{"event_id":"7e5b3b1c0f4a4a6d9a2f9d3c0c1b2a30","sent_at":"2026-03-01T10:00:00.000Z","sdk":{"name":"vigil.javascript.node","version":"0.1.0"}}',
    );
  });

  it.each<Record<string, string>>([{}, { trace_id: trace.trace_id }, { public_key: 'abc' }])(
    'leaves out a trace without id or key: %j',
    partial => {
      expect(eventEnvelope(EVENT, { sentAt, trace: partial })[0].trace).toBeUndefined();
    },
  );

  it('names the item after the type of the event', () => {
    expect(eventEnvelope({ ...EVENT, type: 'transaction' }, { sentAt })[1][0]![0]).toEqual({ type: 'transaction' });
    expect(eventEnvelope({ ...EVENT, type: undefined }, { sentAt })[1][0]![0]).toEqual({ type: 'event' });
  });

  it('carries the event itself, so that JSON made before can be found by it', () => {
    expect(eventEnvelope(EVENT, { sentAt })[1][0]![1]).toBe(EVENT);
  });
});

it('has no lone surrogates in what the payloads are told with, which would make Relay refuse all of it', () => {
  const half = attachmentItem({ filename: 'photos \ud83c.txt', data: 'x' });
  const text = serializeEnvelope(createEnvelope({ dsn: 'a\udc00' }, [half, [{ type: 'session' }, { sid: '\\ud83c\ud83c' }]]));
  expect(text).toContain('"photos \ufffd.txt"');
  expect(text).toContain('{"dsn":"a\ufffd"}');
  expect(text).toContain('{"sid":"\\\\ud83c\ufffd"}');
});

describe('attachmentItem', () => {
  it('writes all headers in order', () => {
    const [headers] = attachmentItem({ attachmentType: 'event.minidump', contentType: 'a/b', data: 'x', filename: 'f' });
    expect(JSON.stringify(headers)).toBe(
      '{"type":"attachment","length":1,"filename":"f","content_type":"a/b","attachment_type":"event.minidump"}',
    );
  });

  it.each([
    ['', 0],
    ['abc', 3],
    ['é', 2],
    ['日本', 6],
    ['😀', 4],
    ['a\nb', 3],
    ['\ud800', 3],
  ])('counts the bytes of %j', (data, length) => {
    const item = attachmentItem({ filename: 'f', data });
    expect(item).toEqual([{ type: 'attachment', length, filename: 'f' }, data]);
  });

  it('keeps bytes as they are, a Buffer too', () => {
    for (const data of [new Uint8Array([1, 10, 255]), Buffer.from([1, 10, 255])]) {
      const [headers, payload] = attachmentItem({ filename: 'f', data });
      expect(headers.length).toBe(3);
      expect(payload).toBe(data);
    }
  });

  it('never breaks the envelope, whatever was given as data', () => {
    const odd: unknown[] = [
      undefined,
      null,
      5,
      [1, 2, 3],
      { a: 1 },
      new ArrayBuffer(8),
      new Uint16Array([1, 2]),
      new DataView(new ArrayBuffer(4)),
      5n,
    ];
    for (const data of odd) {
      const items = [attachmentItem({ filename: 'f', data: data as string }), [{ type: 'session' }, { sid: 'x' }] as EnvelopeItem];
      expect(parseEnvelope(serializeEnvelope([{}, items]))![1][1]).toEqual([{ type: 'session' }, { sid: 'x' }]);
    }
  });
});

describe('categoryOf', () => {
  it.each([
    ['event', 'error'],
    ['transaction', 'transaction'],
    ['session', 'session'],
    ['sessions', 'session'],
    ['attachment', 'attachment'],
    ['client_report', 'internal'],
    ['user_report', 'default'],
    ['feedback', 'feedback'],
    ['check_in', 'monitor'],
    ['profile', 'profile'],
    ['profile_chunk', 'profile'],
    ['replay_event', 'replay'],
    ['replay_recording', 'replay'],
    ['raw_security', 'security'],
    ['span', 'span'],
    ['log', 'log_item'],
    ['trace_metric', 'trace_metric'],
    ['metric', 'trace_metric'],
    ['something_new', 'something_new'],
    ['constructor', 'constructor'],
    ['__proto__', '__proto__'],
  ])('%s counts as %s', (type, category) => {
    expect(categoryOf(type)).toBe(category);
  });
});
