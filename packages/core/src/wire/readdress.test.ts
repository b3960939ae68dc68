import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DsnComponents, parseDsn } from './dsn';
import { firstTypeOf, readdress, readdressBody } from './readdress';

const dsn = (text: string) => parseDsn(text) as DsnComponents;
const US = dsn('https://us@o1.us.example/1');
const EU = dsn('https://eu@o2.eu.example/2');
const trace = { trace_id: 'f'.repeat(32), public_key: 'us', org_id: '1', release: 'a@1' };

describe('readdress', () => {
  it('puts key and organisation of the other DSN into a trace that began here', () => {
    expect(readdress({ trace }, EU, [US, EU], false)).toEqual({ trace: { ...trace, public_key: 'eu', org_id: '2' } });
    expect(readdress({ trace: { ...trace, public_key: 'eu', org_id: '2' } }, US, [US, EU], false)).toEqual({ trace });
  });

  it('keeps an organisation that no host named, and leaves it out where the other host names none', () => {
    expect(readdress({ trace: { ...trace, org_id: '99' } }, EU, [US], false).trace?.['org_id']).toBe('99');
    expect(readdress({ trace }, dsn('https://k@sentry.example/3'), [US], false).trace).not.toHaveProperty('org_id');
  });

  it('changes nothing in a trace from elsewhere, and nothing that it was given', () => {
    const headers = Object.freeze({ event_id: 'e', trace: Object.freeze({ ...trace, public_key: 'theirs' }) });
    expect(readdress(headers, EU, [US, EU], false)).toEqual(headers);
    expect(readdress(headers, EU, [US, EU], true)).toEqual({ ...headers, dsn: 'https://eu@o2.eu.example/2' });
  });
});

describe('readdressBody', () => {
  const change = (headers: object) => ({ ...headers, to: 'eu' });

  it('changes the first line alone, of text and of bytes', () => {
    const payload = fc.string().map(text => `{"event_id":"e"}\n{"type":"event"}\n${text}`);
    fc.assert(
      fc.property(payload, text => {
        const expected = text.replace('}', ',"to":"eu"}');
        expect(readdressBody(text, change)).toBe(expected);
        const bytes = new TextEncoder().encode(text);
        expect(new TextDecoder().decode(readdressBody(bytes, change) as Uint8Array)).toBe(
          new TextDecoder().decode(new TextEncoder().encode(expected)),
        );
      }),
    );
  });

  it('gives back what is no envelope', () => {
    fc.assert(
      fc.property(fc.string(), text => (!text.includes('\n') && readdressBody(text, change) === text ? true : text.includes('\n'))),
    );
    expect(readdressBody('not json\nrest', change)).toBe('not json\nrest');
  });
});

describe('firstTypeOf', () => {
  it.each([
    ['{}\n{"type":"session"}\n{}', 'session'],
    ['{}\n{"type":"session"}', undefined],
    ['{}', undefined],
    ['{}\nnonsense\n', undefined],
    ['{}\nnull\n', undefined],
    ['', undefined],
  ])('%j: %s', (body, type) => {
    expect(firstTypeOf(body)).toBe(type);
    expect(firstTypeOf(new TextEncoder().encode(body))).toBe(type);
  });
});
