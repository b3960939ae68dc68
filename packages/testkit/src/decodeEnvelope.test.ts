import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEnvelope } from './decodeEnvelope';

const encode = (text: string) => new TextEncoder().encode(text);
const join = (...parts: Array<string | Uint8Array>) =>
  Uint8Array.from(parts.flatMap(part => [...(typeof part === 'string' ? encode(part) : part)]));

describe('decodeEnvelope', () => {
  it('reads headers and JSON items without a length', () => {
    const envelope = decodeEnvelope('{"event_id":"a"}\n{"type":"event"}\n{"message":"hé"}\n{"type":"session"}\n{"sid":"s"}\n');
    expect(envelope).toEqual({
      headers: { event_id: 'a' },
      items: [
        { headers: { type: 'event' }, payload: { message: 'hé' }, bytes: 17 },
        { headers: { type: 'session' }, payload: { sid: 's' }, bytes: 11 },
      ],
    });
  });

  it('takes exactly `length` bytes, newlines and broken UTF-8 among them', () => {
    const blob = Uint8Array.of(0x0a, 0xff, 0x0a, 0x7b);
    const envelope = decodeEnvelope(join('{}\n{"type":"attachment","length":4}\n', blob, '\n{"type":"event"}\n{}'));
    expect(envelope.malformed).toBeUndefined();
    expect(envelope.items[0]?.payload).toEqual(blob);
    expect(envelope.items[1]?.payload).toEqual({});
  });

  it.each([
    ['headers alone', '{}', 0],
    ['headers and a newline', '{}\n', 0],
    ['an empty attachment at the end', '{}\n{"type":"attachment","length":0}\n', 1],
    ['an item type nobody knows', '{}\n{"type":"novelty"}\n{"a":1}', 1],
  ])('accepts %s', (_name, text, count) => {
    const envelope = decodeEnvelope(text);
    expect(envelope.malformed).toBeUndefined();
    expect(envelope.items).toHaveLength(count);
  });

  it.each([
    ['nothing', '', 'the body is empty'],
    ['no JSON', 'hello', 'the envelope header is not a JSON object: "hello"'],
    ['a list as header', '[]\n', 'the envelope header is not a JSON object: "[]"'],
    ['a byte order mark', '\ufeff{}\n', 'the envelope header is not UTF-8'],
    ['an item header without a type', '{}\n{}\n{}', 'the header of item 1 has no type'],
    ['an empty line between items', '{}\n{"type":"event"}\n{}\n\n{"type":"event"}\n{}', 'the header of item 2 is an empty line'],
    ['a length beyond the end', '{}\n{"type":"event","length":10}\n{}', 'item 1 (event) promises 10 bytes, 2 came'],
    ['a length too small', '{}\n{"type":"event","length":2}\n{}x\n', 'item 1 (event) goes on after its 2 bytes'],
    ['a negative length', '{}\n{"type":"event","length":-1}\n{}', 'item 1 (event) has an impossible length: "-1"'],
    ['a payload that is no JSON', '{}\n{"type":"event"}\n{"a":', 'the payload of item 1 (event) is not JSON: "{\\"a\\":"'],
  ])('says what is wrong with %s', (_name, text, malformed) => {
    expect(decodeEnvelope(text).malformed).toBe(malformed);
  });

  it('keeps what it could read before the fault, and the text that was no JSON', () => {
    const { items } = decodeEnvelope('{}\n{"type":"event"}\n{"a":1}\n{"type":"event"}\nnot json\n');
    expect(items.map(item => item.payload)).toEqual([{ a: 1 }, 'not json']);
  });

  it('says so when JSON is not UTF-8', () => {
    expect(decodeEnvelope(join('{}\n{"type":"event"}\n', Uint8Array.of(0xff))).malformed).toBe(
      'the payload of item 1 (event) is not UTF-8',
    );
  });

  it('never throws, whatever the bytes', () => {
    const line = fc.oneof(
      fc.json(),
      fc.constantFrom('{"type":"event"}', '{"type":"attachment","length":3}', '{"type":"event","length":1e99}', ''),
      fc.string(),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.array(line).map(lines => encode(lines.join('\n'))),
        ),
        bytes => {
          const envelope = decodeEnvelope(bytes);
          expect(Array.isArray(envelope.items)).toBe(true);
        },
      ),
    );
  });

  it('reads back every envelope that follows the grammar', () => {
    const item = fc.oneof(
      fc.jsonValue().map(payload => ({ type: 'event', payload })),
      fc.uint8Array().map(payload => ({ type: 'attachment', payload })),
    );
    fc.assert(
      fc.property(fc.array(item), fc.boolean(), (items, trailing) => {
        const parts: Array<string | Uint8Array> = ['{"dsn":"x"}'];
        for (const { type, payload } of items) {
          const bytes = payload instanceof Uint8Array ? payload : encode(JSON.stringify(payload));
          parts.push(`\n${JSON.stringify({ type, length: bytes.length })}\n`, bytes);
        }
        const envelope = decodeEnvelope(join(...parts, trailing ? '\n' : ''));
        expect(envelope.malformed).toBeUndefined();
        const expected = items.map(({ payload }) => (payload instanceof Uint8Array ? payload : JSON.parse(JSON.stringify(payload))));
        expect(envelope.items.map(({ payload }) => payload)).toEqual(expected);
      }),
    );
  });
});
