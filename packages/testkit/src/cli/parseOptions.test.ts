import { describe, expect, it } from 'vitest';
import { parseOptions } from './parseOptions';

describe('parseOptions', () => {
  it('has defaults: port 8969 on 127.0.0.1, every answer 200', () => {
    expect(parseOptions([])).toMatchObject({
      port: 8969,
      host: '127.0.0.1',
      plan: [{ status: 200, delayMs: 0, headers: undefined }],
      json: false,
      color: undefined,
      save: undefined,
    });
  });

  it('takes a list of statuses, resets and hangs', () => {
    expect(parseOptions(['--status', '503, reset,hang,200', '--delay', '20'])).toMatchObject({
      plan: [{ status: 503, delayMs: 20 }, 'reset', 'hang', { status: 200, delayMs: 20 }],
    });
  });

  it('sends a rate limit with 429, or with the status given', () => {
    const headers = { 'x-sentry-rate-limits': '60:error:key' };
    expect(parseOptions(['--rate-limit', '60:error:key'])).toMatchObject({ plan: [{ status: 429, headers }] });
    expect(parseOptions(['--rate-limit', '60:error:key', '--status', '200'])).toMatchObject({ plan: [{ status: 200, headers }] });
  });

  it('knows --json, --save, --color and --no-color', () => {
    expect(parseOptions(['--json', '--save', 'out.ndjson', '--no-color'])).toMatchObject({ json: true, save: 'out.ndjson', color: false });
    expect(parseOptions(['--color'])).toMatchObject({ color: true });
  });

  it.each([['--help'], ['-h']])('%s asks for help', flag => {
    expect(parseOptions([flag, '--port', '1'])).toBe('help');
  });

  it.each([
    [['--port', 'abc'], "--port takes a number from 0 to 65535, not 'abc'"],
    [['--port', '70000'], "--port takes a number from 0 to 65535, not '70000'"],
    [['--status', '99'], "--status takes a number from 200 to 599, not '99'"],
    [['--status', '200,'], "--status takes a number from 200 to 599, not ''"],
    [['--delay', '-1'], '--delay'],
    [['--nonsense'], '--nonsense'],
    [['stray'], 'stray'],
  ])('says what is wrong with %j', (args, wrong) => {
    expect(parseOptions(args)).toEqual({ wrong: expect.stringContaining(wrong) });
  });
});
