import { hostname } from 'node:os';
import { parseEnvBool } from '@vigil/core';
import { describe, expect, it } from 'vitest';
import { optionsFromEnv } from './readOptions';

const DSN = 'https://key@o1.ingest.example.io/2';
const FULL = {
  SENTRY_DSN: DSN,
  SENTRY_ENVIRONMENT: 'staging',
  SENTRY_RELEASE: 'shop@1.2.3',
  SENTRY_DEBUG: 'yes',
  SENTRY_NAME: 'web-1',
  SENTRY_SPOTLIGHT: 'on',
  SENTRY_TRACES_SAMPLE_RATE: '0.25',
};

describe('optionsFromEnv', () => {
  it('fills in what no option says', () => {
    expect(optionsFromEnv({}, FULL)).toEqual({
      dsn: DSN,
      environment: 'staging',
      release: 'shop@1.2.3',
      debug: true,
      serverName: 'web-1',
      spotlight: true,
      tracesSampleRate: 0.25,
    });
  });

  it('lets every option beat the environment, falsy ones too', () => {
    const options = { dsn: '', environment: 'x', release: 'y', debug: false, serverName: 'z', spotlight: false, tracesSampleRate: 0 };
    expect(optionsFromEnv(options, FULL)).toEqual(options);
  });

  it('takes an option that is undefined for one that is not given', () => {
    expect(optionsFromEnv({ dsn: undefined }, FULL).dsn).toBe(DSN);
  });

  it('keeps a list of DSNs and options it does not know', () => {
    expect(optionsFromEnv({ dsn: [DSN], sampleRate: 0.5 }, FULL)).toMatchObject({ dsn: [DSN], sampleRate: 0.5 });
  });

  it('leaves the caller’s object alone', () => {
    const options = {};
    optionsFromEnv(options, FULL);
    expect(options).toEqual({});
  });

  it('says nothing where nothing is set, but the name of the host', () => {
    expect(Object.entries(optionsFromEnv({}, {}))).toEqual([['serverName', hostname()]]);
  });

  it('takes blank variables for ones that are not set', () => {
    const filled = optionsFromEnv({}, { SENTRY_DSN: '', SENTRY_ENVIRONMENT: ' ', SENTRY_NAME: '' });
    expect(filled).toEqual({ serverName: hostname() });
  });

  it('has no server name when that is not wanted', () => {
    expect(optionsFromEnv({ includeServerName: false, serverName: 'told' }, FULL)).not.toHaveProperty('serverName');
  });

  it('takes the address of a sidecar in SENTRY_SPOTLIGHT', () => {
    expect(optionsFromEnv({}, { SENTRY_SPOTLIGHT: 'http://localhost:9999/stream' }).spotlight).toBe('http://localhost:9999/stream');
    expect(optionsFromEnv({}, { SENTRY_SPOTLIGHT: 'off' }).spotlight).toBe(false);
  });

  it.each([
    ['verbose', true],
    ['0', false],
    [' ', undefined],
  ])('reads SENTRY_DEBUG=%j as %j', (text, debug) => {
    expect(optionsFromEnv({}, { SENTRY_DEBUG: text }).debug).toBe(debug);
  });

  it.each([
    ['0', 0],
    ['1.0', 1],
    ['half', undefined],
    ['0.5x', undefined],
    ['', undefined],
  ])('reads SENTRY_TRACES_SAMPLE_RATE=%j as %j', (text, rate) => {
    expect(optionsFromEnv({}, { SENTRY_TRACES_SAMPLE_RATE: text }).tracesSampleRate).toBe(rate);
  });

  it('reads the environment of the process unless given another', () => {
    process.env['SENTRY_ENVIRONMENT'] = 'from-process';
    try {
      expect(optionsFromEnv({}).environment).toBe('from-process');
    } finally {
      delete process.env['SENTRY_ENVIRONMENT'];
    }
  });
});

describe('parseEnvBool', () => {
  it.each(['true', 't', 'y', 'yes', 'on', '1', 'TRUE', ' Yes '])('%j is true', text => expect(parseEnvBool(text)).toBe(true));
  it.each(['false', 'f', 'n', 'no', 'off', '0', 'OFF'])('%j is false', text => expect(parseEnvBool(text)).toBe(false));
  it.each([undefined, '', 'maybe', '2', 'truex'])('%j is neither', text => expect(parseEnvBool(text)).toBeUndefined());
});
