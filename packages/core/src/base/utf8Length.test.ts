import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { createClient } from '../createClient';
import type { Envelope } from '../wire/envelopeTypes';
import { utf8Length } from './utf8Length';

afterEach(() => vi.unstubAllGlobals());

it('is the same where nothing encodes', () => {
  const encoder = new TextEncoder();
  vi.stubGlobal('TextEncoder', undefined);
  const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('a', 'ß', '漢', '😀', '\ud83d', '\ude00') }));
  fc.assert(fc.property(texts, text => utf8Length(text) === encoder.encode(text).length));
});

it('large events and attachments leave a bare engine', async () => {
  vi.stubGlobal('TextEncoder', undefined);
  const sent: Envelope[] = [];
  const transport = () => ({ send: async (envelope: Envelope) => void sent.push(envelope), flush: async () => true });
  const client = createClient({ dsn: 'https://key@host/1', transport });
  const cart = Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`line ${at}`, 'ü'.repeat(300)]));
  client.captureException(new Error('large'), {
    captureContext: { contexts: { cart } },
    attachments: [{ filename: 'a.txt', data: 'größe' }],
  });
  expect(await client.flush()).toBe(true);
  expect(sent.flatMap(([, items]) => items.map(([{ type, length }]) => [type, length]))).toEqual([
    ['event', undefined],
    ['attachment', 7],
  ]);
});
