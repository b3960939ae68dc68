import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatSpool, parseSpool } from './spoolFormat';

const DSN = 'https://key@host/1';
const record = fc.record({ at: fc.nat(), body: fc.uint8Array() });
const plain = (stored: { at: number; body: string | Uint8Array } | undefined) =>
  stored && { at: stored.at, body: Buffer.from(stored.body as string).toString('hex') };

it('what is written is read, bytes or text', () => {
  fc.assert(
    fc.property(record, each => {
      expect(plain(parseSpool(DSN, formatSpool(DSN, each)))).toEqual(plain(each));
    }),
  );
  expect(plain(parseSpool(DSN, formatSpool(DSN, { at: 1, body: 'a\né' })))).toEqual(plain({ at: 1, body: 'a\né' }));
});

it('cut off anywhere: nothing', () => {
  fc.assert(
    fc.property(record, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (each, share) => {
      const data = formatSpool(DSN, each);
      expect(parseSpool(DSN, data.subarray(0, Math.floor(data.length * share)))).toBeUndefined();
    }),
  );
});

it('any bytes: never throws', () => {
  const head = Buffer.from(`vigil-spool 2 ${DSN}\n`);
  fc.assert(
    fc.property(fc.uint8Array(), data => {
      parseSpool(DSN, data);
      parseSpool(DSN, Buffer.concat([head, data]));
    }),
  );
});

it('another DSN: nothing', () => {
  expect(parseSpool('https://key@host/2', formatSpool(DSN, { at: 1, body: '{}' }))).toBeUndefined();
});

it.each(['{"at":1}', '{"at":1,"bytes":-1}', '{"at":1,"bytes":1.5}', '{"at":"1","bytes":2}', '{"at":1,"bytes":1e300}', '[]', 'null', ''])(
  'head line %s: nothing',
  line => {
    expect(parseSpool(DSN, Buffer.from(`vigil-spool 2 ${DSN}\n${line}\n{}\n`))).toBeUndefined();
  },
);
