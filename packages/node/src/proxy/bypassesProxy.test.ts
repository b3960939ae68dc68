import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bypassesProxy } from './bypassesProxy';

describe('bypassesProxy', () => {
  it.each<[noProxy: string, host: string, port: string, direct: boolean]>([
    ['*', 'sentry.io', '443', true],
    ['sentry.io', 'sentry.io', '443', true],
    ['sentry.io', 'o1.ingest.sentry.io', '443', true],
    ['.sentry.io', 'o1.ingest.sentry.io', '443', true],
    ['*.sentry.io', 'o1.ingest.sentry.io', '443', true],
    ['.sentry.io', 'sentry.io', '443', true],
    ['sentry.io', 'notsentry.io', '443', false],
    ['sentry.io', 'sentry.io.evil.com', '443', false],
    ['SENTRY.io.', 'sentry.IO', '443', true],
    ['sentry.io', 'sentry.io.', '443', true],
    ['other.com, sentry.io', 'sentry.io', '443', true],
    ['other.com\tsentry.io', 'sentry.io', '443', true],
    ['sentry.io:443', 'sentry.io', '443', true],
    ['sentry.io:8443', 'sentry.io', '443', false],
    ['localhost:9000', 'localhost', '9000', true],
    ['10.0.0.0/8', '10.20.30.40', '80', true],
    ['10.0.0.0/8', '11.0.0.1', '80', false],
    ['10.0.0.0/8', '10.example.com', '80', false],
    ['10.1.2.3', '10.1.2.3', '80', true],
    ['10.1.2.3:81', '10.1.2.3', '80', false],
    ['1.2.3', '10.1.2.3', '80', false],
    ['127.0.0.1/33', '127.0.0.1', '80', false],
    ['127.0.0.1/x', '127.0.0.1', '80', false],
    ['::1', '::1', '80', true],
    ['0:0:0:0:0:0:0:1', '::1', '80', true],
    ['[::1]', '::1', '80', true],
    ['[::1]:80', '::1', '80', true],
    ['[::1]:81', '::1', '80', false],
    ['fd00::/8', 'fd12::5', '443', true],
    ['fd00::/8', 'fe80::5', '443', false],
    ['10.0.0.0/8', '::1', '80', false],
    ['', 'sentry.io', '443', false],
    [' , ,', 'sentry.io', '443', false],
    ['.', 'sentry.io', '443', false],
  ])('%j and %s:%s: direct %s', (noProxy, host, port, direct) => {
    expect(bypassesProxy(noProxy, host, port)).toBe(direct);
  });

  it('is false without a list', () => {
    expect(bypassesProxy(undefined, 'sentry.io', '443')).toBe(false);
  });

  it('never throws, and a name never matches by a part of a label', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (noProxy, host) => void bypassesProxy(noProxy, host, '443')));
    fc.assert(
      fc.property(fc.domain(), fc.stringMatching(/^[a-z]{1,5}$/), (name, prefix) => {
        expect(bypassesProxy(name, `${prefix}.${name}`, '443')).toBe(true);
        expect(bypassesProxy(name, `${prefix}${name}`, '443')).toBe(false);
      }),
    );
  });
});
