import { describe, expect, it } from 'vitest';
import { findProxy } from './findProxy';

const HTTP = new URL('http://ingest.example.com/api/1/');
const HTTPS = new URL('https://ingest.example.com/api/1/');
const nameOf = (target: URL, env: Record<string, string>, option?: string | false) => findProxy(target, option, env)?.at.hostname;

describe('findProxy', () => {
  it('is none where nothing says so', () => {
    expect(findProxy(HTTPS, undefined, {})).toBeUndefined();
    expect(findProxy(HTTPS, '', { https_proxy: ' ' })).toBeUndefined();
  });

  it.each([
    [{ https_proxy: 'http://a' }, undefined, 'a'],
    [{ HTTPS_PROXY: 'http://a' }, undefined, 'a'],
    [{ https_proxy: 'http://a', HTTPS_PROXY: 'http://b' }, undefined, 'a'],
    [{ http_proxy: 'http://a' }, 'a', 'a'],
    [{ HTTP_PROXY: 'http://a' }, 'a', 'a'],
    [{ http_proxy: 'http://a', HTTP_PROXY: 'http://b', HTTPS_PROXY: 'http://c' }, 'a', 'c'],
    [{ HTTP_PROXY: 'http://a', REQUEST_METHOD: 'GET' }, undefined, undefined],
    [{ http_proxy: 'http://a', REQUEST_METHOD: 'GET' }, 'a', 'a'],
  ])('%j: http by %s, https by %s', (env, byHttp, byHttps) => {
    expect([nameOf(HTTP, env), nameOf(HTTPS, env)]).toEqual([byHttp, byHttps]);
  });

  it('lets the option beat the environment; false is none at all', () => {
    expect(nameOf(HTTPS, { https_proxy: 'http://a' }, 'http://b')).toBe('b');
    expect(nameOf(HTTPS, { https_proxy: 'http://a' }, false)).toBeUndefined();
  });

  it.each(['no_proxy', 'NO_PROXY'])('goes past it where %s says so, whoever named it', name => {
    const env = { https_proxy: 'http://a', [name]: '.example.com' };
    expect(nameOf(HTTPS, env)).toBeUndefined();
    expect(nameOf(HTTPS, env, 'http://b')).toBeUndefined();
    expect(nameOf(HTTPS, { https_proxy: 'http://a', [name]: 'example.com:80' })).toBe('a');
    expect(nameOf(HTTPS, { https_proxy: 'http://a', [name]: 'example.com:443' })).toBeUndefined();
  });

  it.each([
    ['http://proxy:3128', { protocol: 'http:', hostname: 'proxy', port: '3128' }],
    ['proxy:3128', { protocol: 'http:', hostname: 'proxy', port: '3128' }],
    ['proxy', { protocol: 'http:', hostname: 'proxy', port: '80' }],
    ['https://proxy', { protocol: 'https:', hostname: 'proxy', port: '443' }],
    ['http://[::1]:3128/', { protocol: 'http:', hostname: '::1', port: '3128' }],
  ])('reads %s', (text, at) => {
    expect(findProxy(HTTPS, text, {})).toEqual({ at, headers: {} });
  });

  it.each([
    ['http://user:pass@proxy', 'user:pass'],
    ['http://user@proxy', 'user:'],
    ['http://us%40er:p%3Ass@proxy', 'us@er:p:ss'],
    ['http://user:100%@proxy', 'user:100%'],
  ])('says who we are to %s', (text, credentials) => {
    const basic = `Basic ${Buffer.from(credentials).toString('base64')}`;
    expect(findProxy(HTTPS, text, {})?.headers).toEqual({ 'proxy-authorization': basic });
  });

  it.each(['socks5://proxy:1080', 'http://', 'http://a b'])('refuses %s rather than go past it', text => {
    expect(() => findProxy(HTTPS, text, {})).toThrow();
  });
});
