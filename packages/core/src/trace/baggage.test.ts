import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBaggage, mergeBaggage, parseBaggage } from './baggage';

describe('parseBaggage', () => {
  it.each<[header: unknown, sentry: Record<string, string> | undefined, others: string]>([
    ['sentry-trace_id=abc,sentry-release=shop%401.4.0', { trace_id: 'abc', release: 'shop@1.4.0' }, ''],
    ['vendor=1,sentry-environment=prod,other=2;prop=3', { environment: 'prod' }, 'vendor=1,other=2;prop=3'],
    [' vendor=a%20b , sentry-environment = prod ', { environment: 'prod' }, 'vendor=a%20b'],
    ['a=1, b=2', undefined, 'a=1, b=2'],
    ['sentry-environment=prod;p=1', { environment: 'prod' }, ''],
    ['sentry-transaction=GET%20%2Fa%3Db%2Cc', { transaction: 'GET /a=b,c' }, ''],
    ['sentry-transaction=a=b', { transaction: 'a=b' }, ''],
    ['sentry-sampled=true,sentry-sampled=false', { sampled: 'false' }, ''],
    [['a=1', 'sentry-environment=prod', 'b=2'], { environment: 'prod' }, 'a=1,b=2'],
    [['a=1', 5, null, 'b=2'], undefined, 'a=1,b=2'],
    ['sentry-release=%E0%A4%A,sentry-environment=prod', { environment: 'prod' }, ''],
    ['sentry-release=,sentry-release,sentry-', undefined, ''],
    ['not-sentry-release=1,sentryrelease=2', undefined, 'not-sentry-release=1,sentryrelease=2'],
    ['', undefined, ''],
    [' , ,,', undefined, ''],
    [undefined, undefined, ''],
    [null, undefined, ''],
    [5, undefined, ''],
    [{ toString: () => 'a=1' }, undefined, ''],
  ])('reads %j', (header, sentry, others) => {
    expect(parseBaggage(header)).toEqual({ sentry, others });
  });

  it('reads no further than 180 members', () => {
    const header = 'v=1,'.repeat(179) + 'sentry-a=1,sentry-b=2,w=3';
    expect(parseBaggage(header)).toEqual({ sentry: { a: '1' }, others: 'v=1,'.repeat(179).slice(0, -1) });
  });

  it('reads no further than 8,192 characters, and no half member', () => {
    const first = 'v=' + 'x'.repeat(8_189);
    expect(parseBaggage(`${first},sentry-a=1`)).toEqual({ others: first });
    expect(parseBaggage(`sentry-a=1,w=${'x'.repeat(8_189)},sentry-b=2`)).toEqual({ sentry: { a: '1' }, others: '' });
    expect(parseBaggage(`sentry-a=${'x'.repeat(9_000)}`)).toEqual({ others: '' });
    const exact = `sentry-a=1,w=${'x'.repeat(8_192 - 13)}`;
    expect(parseBaggage(exact).others).toHaveLength(8_192 - 11);
    expect(parseBaggage(exact + ',sentry-b=2').sentry).toEqual({ a: '1' });
    expect(parseBaggage(exact + ',sentry-b=2').others).toHaveLength(8_192 - 11);
  });

  it('does not let an entry reach the prototype', () => {
    parseBaggage('sentry-__proto__=x,sentry-constructor=y');
    expect({}.constructor).toBe(Object);
  });

  it('never throws and keeps within its bounds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.array(fc.string())), header => {
        expect(parseBaggage(header).others.length).toBeLessThanOrEqual(8_192);
      }),
    );
  });

  it.each([',', 'sentry-', 'sentry-a=1,', '=', ';', '%', ' ', 'a'])('is done with a megabyte of %j', unit => {
    const { sentry = {}, others } = parseBaggage(unit.repeat(1_000_000));
    expect(Object.keys(sentry).length + others.length).toBeLessThanOrEqual(8_192);
    expect(parseBaggage(Array(50_000).fill(unit)).others.length).toBeLessThanOrEqual(8_192);
  });
});

describe('formatBaggage', () => {
  it('writes the keys in their order, percent-coded', () => {
    expect(formatBaggage({ environment: 'prod', release: 'shop@1,2;3=4 é' })).toBe(
      'sentry-environment=prod,sentry-release=shop%401%2C2%3B3%3D4%20%C3%A9',
    );
    expect(formatBaggage({})).toBe('');
  });

  it('can write no second header', () => {
    expect(formatBaggage({ 'a\r\nb': 'c\r\nx-evil: 1' })).toBe('sentry-a%0D%0Ab=c%0D%0Ax-evil%3A%201');
  });

  it('leaves out the key that would pass 8,192 characters, and only that', () => {
    const header = formatBaggage({ environment: 'prod', release: 'x'.repeat(8_192), trace_id: 'abc' });
    expect(header).toBe('sentry-environment=prod,sentry-trace_id=abc');
    expect(formatBaggage({ a: 'x'.repeat(8_192 - 9) })).toHaveLength(8_192);
    expect(formatBaggage({ a: 'x'.repeat(8_192 - 8) })).toBe('');
  });

  it('leaves out what has no coding', () => {
    expect(formatBaggage({ release: '\ud800', environment: 'prod' })).toBe('sentry-environment=prod');
  });

  it('is read back as it was', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .filter(value => value === value.trim() && value !== '__proto__');
    const dsc = fc.dictionary(text, text, { maxKeys: 9 }).map(value => ({ ...value }));
    fc.assert(
      fc.property(dsc, value => {
        expect(parseBaggage(formatBaggage(value)).sentry ?? {}).toEqual(value);
      }),
    );
  });
});

describe('mergeBaggage', () => {
  it('keeps the entries of others verbatim and puts ours in place of the old ones', () => {
    expect(mergeBaggage('vendor=a%20b;p=1,sentry-release=old,sentry-user=x,z=é', { release: 'new' })).toBe(
      'vendor=a%20b;p=1,z=é,sentry-release=new',
    );
    expect(mergeBaggage(['a=1', 'sentry-a=1'], { b: '2' })).toBe('a=1,sentry-b=2');
  });

  it('is ours alone without others, and theirs alone without ours', () => {
    expect(mergeBaggage(undefined, { a: '1' })).toBe('sentry-a=1');
    expect(mergeBaggage('v=1,sentry-a=1', {})).toBe('v=1');
    expect(mergeBaggage(undefined, {})).toBe('');
  });

  it('adds no key that would pass 8,192 characters', () => {
    const theirs = 'v=' + 'x'.repeat(8_150);
    expect(mergeBaggage(theirs, { environment: 'y'.repeat(50), a: '1' })).toBe(`${theirs},sentry-a=1`);
  });
});
