import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventIdOf, formatSpool, parseSpool } from './spoolFormat';

const DSN = 'https://key@host/1';
const record = fc.record({ at: fc.nat(), body: fc.uint8Array() });
const plain = (records: Array<{ at: number; body: Uint8Array }>) =>
  records.map(({ at, body }) => ({ at, body: Buffer.from(body).toString('hex') }));

it('what is written is read', () => {
  fc.assert(
    fc.property(fc.array(record), records => {
      expect(plain(parseSpool(DSN, formatSpool(DSN, records)))).toEqual(plain(records));
    }),
  );
});

it('cut anywhere: the first records, whole', () => {
  fc.assert(
    fc.property(fc.array(record), fc.double({ min: 0, max: 1, noNaN: true }), (records, share) => {
      const data = formatSpool(DSN, records);
      const read = plain(parseSpool(DSN, data.subarray(0, Math.floor(data.length * share))));
      expect(read).toEqual(plain(records).slice(0, read.length));
    }),
  );
});

it('any bytes: never throws', () => {
  const head = Buffer.from(`vigil-spool 1 ${DSN}\n`);
  fc.assert(
    fc.property(fc.uint8Array(), data => {
      parseSpool(DSN, data);
      parseSpool(DSN, Buffer.concat([head, data]));
      eventIdOf(data);
    }),
  );
});

it('another DSN: nothing', () => {
  expect(parseSpool('https://key@host/2', formatSpool(DSN, [{ at: 1, body: Buffer.from('{}') }]))).toEqual([]);
});

it.each(['{"at":1}', '{"at":1,"bytes":-1}', '{"at":1,"bytes":1.5}', '{"at":"1","bytes":2}', '{"at":1,"bytes":1e300}', '[]', 'null', ''])(
  'record line %s: the end',
  line => {
    expect(parseSpool(DSN, Buffer.from(`vigil-spool 1 ${DSN}\n${line}\n{}\n`))).toEqual([]);
  },
);

it('the event id of an envelope', () => {
  expect(eventIdOf(Buffer.from('{"event_id":"abc"}\n{}'))).toBe('abc');
  expect(eventIdOf(Buffer.from('{}'))).toBeUndefined();
});
