import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dsnToString, envelopeUrl, formatDsn, orgIdOf, parseDsn } from './dsn';

const CLIENT = 'vigil.javascript.node/0.1.0';
const query = (key: string) => `?sentry_version=7&sentry_key=${key}&sentry_client=vigil.javascript.node%2F0.1.0`;

// DSN, the same without its secret, the place of its envelopes, the organisation.
const VALID: Array<[dsn: string, printed: string, endpoint: string, org?: string]> = [
  ['https://abc@o42.ingest.sentry.io/7', 'https://abc@o42.ingest.sentry.io/7', 'https://o42.ingest.sentry.io/api/7/envelope/', '42'],
  [
    'https://abc@o42.ingest.us.sentry.io/7',
    'https://abc@o42.ingest.us.sentry.io/7',
    'https://o42.ingest.us.sentry.io/api/7/envelope/',
    '42',
  ],
  ['https://abc@sentry.io/123', 'https://abc@sentry.io/123', 'https://sentry.io/api/123/envelope/'],
  ['http://abc@sentry.io/123', 'http://abc@sentry.io/123', 'http://sentry.io/api/123/envelope/'],
  ['https://abc:xyz@sentry.io/123', 'https://abc@sentry.io/123', 'https://sentry.io/api/123/envelope/'],
  ['https://abc:@sentry.io/123', 'https://abc@sentry.io/123', 'https://sentry.io/api/123/envelope/'],
  ['https://abc@sentry.io:1234/123', 'https://abc@sentry.io:1234/123', 'https://sentry.io:1234/api/123/envelope/'],
  ['https://abc:xyz@sentry.io:1234/123', 'https://abc@sentry.io:1234/123', 'https://sentry.io:1234/api/123/envelope/'],
  ['https://abc@sentry.io:65535/123', 'https://abc@sentry.io:65535/123', 'https://sentry.io:65535/api/123/envelope/'],
  ['https://abc@sentry.io/custom/123', 'https://abc@sentry.io/custom/123', 'https://sentry.io/custom/api/123/envelope/'],
  ['https://abc@sentry.io/a/b-c/123', 'https://abc@sentry.io/a/b-c/123', 'https://sentry.io/a/b-c/api/123/envelope/'],
  ['https://abc:xyz@sentry.io:1234/a/b/123', 'https://abc@sentry.io:1234/a/b/123', 'https://sentry.io:1234/a/b/api/123/envelope/'],
  ['https://abc@sentry.io/123?timeout=5', 'https://abc@sentry.io/123', 'https://sentry.io/api/123/envelope/'],
  ['https://abc@sentry.io/123?next=/a/b', 'https://abc@sentry.io/123', 'https://sentry.io/api/123/envelope/'],
  ['https://abc@sentry.io/123#hash', 'https://abc@sentry.io/123', 'https://sentry.io/api/123/envelope/'],
  ['https://abc@sentry.io/123abc', 'https://abc@sentry.io/123', 'https://sentry.io/api/123/envelope/'],
  ['https://abc@localhost/1', 'https://abc@localhost/1', 'https://localhost/api/1/envelope/'],
  ['http://abc@127.0.0.1:8000/1', 'http://abc@127.0.0.1:8000/1', 'http://127.0.0.1:8000/api/1/envelope/'],
  ['https://abc@my_host-1.local/1', 'https://abc@my_host-1.local/1', 'https://my_host-1.local/api/1/envelope/'],
  ['http://abc@[::1]:8000/1', 'http://abc@[::1]:8000/1', 'http://[::1]:8000/api/1/envelope/'],
  ['http://abc@[2001:db8::8a2e:370:7334]/1', 'http://abc@[2001:db8::8a2e:370:7334]/1', 'http://[2001:db8::8a2e:370:7334]/api/1/envelope/'],
  ['http://abc@[::ffff:10.0.0.1]/p/1', 'http://abc@[::ffff:10.0.0.1]/p/1', 'http://[::ffff:10.0.0.1]/p/api/1/envelope/'],
  ['http://abc@[fe80::1%25eth0]/1', 'http://abc@[fe80::1%25eth0]/1', 'http://[fe80::1%25eth0]/api/1/envelope/'],
  ['https://abc@o42.sentry.io/00007', 'https://abc@o42.sentry.io/00007', 'https://o42.sentry.io/api/00007/envelope/', '42'],
  [
    'https://abc@o9007199254740993.x.io/9007199254740993',
    'https://abc@o9007199254740993.x.io/9007199254740993',
    'https://o9007199254740993.x.io/api/9007199254740993/envelope/',
    '9007199254740993',
  ],
  ['https://abc@oops.example/1', 'https://abc@oops.example/1', 'https://oops.example/api/1/envelope/'],
  ['https://abc@o42/1', 'https://abc@o42/1', 'https://o42/api/1/envelope/'],
  [' https://abc@sentry.io/1\n', 'https://abc@sentry.io/1', 'https://sentry.io/api/1/envelope/'],
];

describe('parseDsn', () => {
  it.each(VALID)('reads %s', (text, printed, endpoint, org) => {
    const dsn = parseDsn(text)!;
    expect(formatDsn(dsn)).toBe(printed);
    expect(envelopeUrl(dsn, CLIENT)).toBe(endpoint + query('abc'));
    expect(orgIdOf(dsn)).toBe(org);
    expect(parseDsn(dsnToString(dsn, true))).toEqual(dsn);
  });

  it('keeps every part as text', () => {
    expect({ ...parseDsn('https://abc:xyz@[::1]:8080/a/b/007') }).toEqual({
      protocol: 'https',
      publicKey: 'abc',
      pass: 'xyz',
      host: '[::1]',
      port: '8080',
      path: 'a/b',
      projectId: '007',
    });
  });

  it.each([
    '',
    ' ',
    'abc',
    'https://',
    'https://abc@sentry.io',
    'https://abc@sentry.io/',
    'https://abc@sentry.io/abc',
    'https://abc@sentry.io:70000/1',
    'https://abc@sentry.io:443443/1',
    'https://abc@sentry.io/1/abc',
    'https://abc@sentry.io/1/',
    'https://abc@sentry.io/-1',
    'https://abc@sentry.io/?1',
    'https://abc@sentry.io/x?/1',
    'https://sentry.io/1',
    'https://@sentry.io/1',
    'https://:xyz@sentry.io/1',
    'https://a-b@sentry.io/1',
    'https://abc@/1',
    'https://abc@sentry.io:/1',
    'https://abc@sentry.io:port/1',
    'https://abc@[::1/1',
    'https://abc@sen try.io/1',
    'ftp://abc@sentry.io/1',
    'HTTPS://abc@sentry.io/1',
    '//abc@sentry.io/1',
    'javascript://abc@sentry.io/1',
  ])('takes %j for none', text => {
    expect(parseDsn(text)).toBeUndefined();
  });

  it('never throws and takes nothing but text', () => {
    fc.assert(
      fc.property(
        fc.anything().filter(value => typeof value !== 'string'),
        value => {
          expect(parseDsn(value)).toBeUndefined();
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        parseDsn(text);
        parseDsn('https://abc@' + text);
      }),
    );
  });

  it('reads what it prints, secret included when asked for', () => {
    const word = fc.stringMatching(/^[a-z\d]{1,20}$/);
    const digits = fc.stringMatching(/^\d{1,18}$/);
    const ports = fc.integer({ min: 1, max: 65_535 });
    fc.assert(
      fc.property(word, fc.option(word), fc.domain(), fc.option(ports), fc.array(word), digits, (key, pass, host, port, path, project) => {
        const text = `https://${key}${pass ? ':' + pass : ''}@${host}${port ? ':' + port : ''}/${[...path, project].join('/')}`;
        expect(dsnToString(parseDsn(text)!, true)).toBe(text);
      }),
    );
  });

  it.each([
    'https://' + 'a'.repeat(500_000),
    'https://a@' + 'a.'.repeat(500_000),
    'https://a@h/' + '1/'.repeat(500_000) + 'x',
    'https://a@h/' + '1'.repeat(1_000_000) + '/',
    'https://a@h/' + '/'.repeat(1_000_000),
    ' '.repeat(1_000_000),
  ])('is done with a hostile megabyte', text => {
    expect(parseDsn(text)).toBeUndefined();
  });
});

describe('envelopeUrl', () => {
  it('is the tunnel as written, without authentication', () => {
    expect(envelopeUrl(parseDsn('https://abc@sentry.io/1')!, CLIENT, '/tunnel?x=1')).toBe('/tunnel?x=1');
  });

  it('takes an empty tunnel for none', () => {
    expect(envelopeUrl(parseDsn('https://abc@sentry.io/1')!, CLIENT, '')).toBe('https://sentry.io/api/1/envelope/' + query('abc'));
  });
});
