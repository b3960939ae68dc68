// @vitest-environment happy-dom
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { propagatesTo } from './propagatesTo';

const PAGE = 'https://shop.example:8443';
beforeEach(() => {
  Object.defineProperty(globalThis, 'origin', { value: PAGE, writable: false, configurable: true });
  document.head.innerHTML = `<base href="${PAGE}/cart/">`;
});

describe('without a list', () => {
  it.each([
    ['/api', true],
    ['api', true],
    ['?a', true],
    [`${PAGE}/api`, true],
    ['//shop.example:8443/api', true],
    ['\\\\shop.example:8443/api', true],
    ['https://user:pass@shop.example:8443/', true],
    ['http://shop.example:8443/', false],
    ['https://shop.example/', false],
    ['//shop.example/', false],
    ['https://shop.example:8443.evil.example/', false],
    ['https://shop.example:8443@evil.example/', false],
    ['https://evil.example/?https://shop.example:8443/', false],
    [`blob:${PAGE}/1`, false],
    ['data:text/plain,x', false],
    ['https://', false],
  ])('%s: %s', (url, propagates) => {
    expect(propagatesTo(url, undefined)).toBe(propagates);
  });

  it('goes to nobody from an opaque origin', () => {
    Object.defineProperty(globalThis, 'origin', { value: 'null', configurable: true });
    for (const url of ['/api', `${PAGE}/api`, 'data:,x', 'blob:null/1']) expect(propagatesTo(url, undefined)).toBe(false);
  });

  it.each(['https://api.example', 'London', undefined])('goes to where the page is, whatever its own variable `origin` says: %s', value => {
    Object.defineProperty(globalThis, 'origin', { value, writable: true, configurable: true });
    expect(['https://api.example/', `${PAGE}/`, `${location.origin}/api`].filter(url => propagatesTo(url, undefined))).toEqual([
      `${location.origin}/api`,
    ]);
  });

  it('goes to no other origin, however it is written', () => {
    const other = fc.webUrl({ withQueryParameters: true, withFragments: true }).filter(url => new URL(url).origin !== PAGE);
    fc.assert(fc.property(other, url => !propagatesTo(url, undefined)));
  });
});

describe('with a list', () => {
  it.each([
    ['/api/x', ['/api'], true],
    ['https://api.example/api', ['/api'], false],
    ['https://api.example/api', ['//api.example'], true],
    ['https://api.example/api', ['api.example'], true],
    ['https://evil.example/?api.example', ['api.example'], false],
    ['https://api.example/v2?x=1', [/x=1$/], true],
    ['/api/x', [/^\/api/], true],
    ['https://api.example/api', [/^\/api/], false],
    ['/api', [], false],
    ['/cart', ['/api', /^https:\/\/api/], false],
  ])('%s, %o: %s', (url, targets, propagates) => {
    expect(propagatesTo(url, targets)).toBe(propagates);
  });

  it('never throws, whatever is listed', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.anything()), (url, targets) => {
        expect(typeof propagatesTo(url, targets as string[])).toBe('boolean');
      }),
    );
  });
});
