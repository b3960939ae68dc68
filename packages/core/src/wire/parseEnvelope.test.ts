import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentItem, serializeEnvelope } from './envelope';
import type { Envelope, EnvelopeItem } from './envelopeTypes';
import { parseEnvelope } from './parseEnvelope';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('parseEnvelope', () => {
  it('reads headers without items, with and without a last line end', () => {
    expect(parseEnvelope('{"event_id":"a"}')).toEqual([{ event_id: 'a' }, []]);
    expect(parseEnvelope('{}\n')).toEqual([{}, []]);
    expect(parseEnvelope('{}\n\n\n')).toEqual([{}, []]);
  });

  it('reads JSON payloads as objects and other text as text', () => {
    expect(parseEnvelope('{}\n{"type":"event"}\n{"message":"é"}\n{"type":"x"}\nplain\n{"type":"y"}\n5\n')).toEqual([
      {},
      [
        [{ type: 'event' }, { message: 'é' }],
        [{ type: 'x' }, 'plain'],
        [{ type: 'y' }, '5'],
      ],
    ]);
  });

  it('counts length in bytes, over line ends and multi-byte characters', () => {
    const text = '{}\n{"type":"attachment","length":7}\né\n日a\n{"type":"session"}\n{}';
    expect(parseEnvelope(text)).toEqual([
      {},
      [
        [{ type: 'attachment', length: 7 }, bytesOf('é\n日a')],
        [{ type: 'session' }, {}],
      ],
    ]);
    expect(parseEnvelope(bytesOf(text))).toEqual(parseEnvelope(text));
  });

  it('keeps types and headers it does not know', () => {
    expect(parseEnvelope('{"later":1}\n{"type":"from_the_future","x":[1]}\n{"a":1}')).toEqual([
      { later: 1 },
      [[{ type: 'from_the_future', x: [1] }, { a: 1 }]],
    ]);
  });

  it('reads empty payloads', () => {
    expect(parseEnvelope('{}\n{"type":"a","length":0}\n\n{"type":"b"}\n\n{"type":"c","length":0}')).toEqual([
      {},
      [
        [{ type: 'a', length: 0 }, new Uint8Array()],
        [{ type: 'b' }, ''],
        [{ type: 'c', length: 0 }, new Uint8Array()],
      ],
    ]);
  });

  it.each([
    '',
    '\n{}',
    'garbage',
    '[]',
    'null',
    '5',
    '{"a":',
    '{}\ngarbage\n{}',
    '{}\n{}\n{}',
    '{}\n{"type":5}\n{}',
    '{}\n[]\n{}',
    '{}\n{"type":"a","length":-1}\nabc',
    '{}\n{"type":"a","length":1.5}\nabc',
    '{}\n{"type":"a","length":"3"}\nabc',
    '{}\n{"type":"a","length":1e400}\nabc',
    '{}\n{"type":"a","length":4}\nabc',
    '{}\n{"type":"a","length":2}\nabc',
    '{}\n{"type":"a","length":5}',
  ])('is undefined for %j', text => {
    expect(parseEnvelope(text)).toBeUndefined();
  });

  it('reads what serializeEnvelope writes', () => {
    const payload = fc.oneof(
      fc.dictionary(fc.string(), fc.jsonValue()).map((value): EnvelopeItem => [{ type: 'event' }, JSON.parse(JSON.stringify(value))]),
      fc.uint8Array().map((data): EnvelopeItem => attachmentItem({ filename: 'f', data })),
      fc.string({ unit: 'grapheme' }).map((data): EnvelopeItem => attachmentItem({ filename: 'g', data })),
    );
    fc.assert(
      fc.property(fc.array(payload), items => {
        const envelope: Envelope = [{ event_id: 'a' }, items];
        const expected = items.map(([headers, value]) => [
          JSON.parse(JSON.stringify(headers)),
          typeof value === 'string' ? bytesOf(value) : value,
        ]);
        expect(parseEnvelope(serializeEnvelope(envelope))).toEqual([{ event_id: 'a' }, expected]);
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string({ unit: 'binary' }), (bytes, text) => {
        parseEnvelope(bytes);
        parseEnvelope(text);
        parseEnvelope('{}\n' + text);
        parseEnvelope('{}\n{"type":"a"}\n' + text);
      }),
    );
  });

  it('is done with hostile megabytes', () => {
    expect(parseEnvelope('\n'.repeat(2_000_000))).toBeUndefined();
    expect(parseEnvelope('{}' + '\n'.repeat(2_000_000))).toEqual([{}, []]);
    expect(parseEnvelope('{}\n' + '{"type":"a"}\nx\n'.repeat(50_000))![1]).toHaveLength(50_000);
  });
});
