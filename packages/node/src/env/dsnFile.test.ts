import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { init } from '../init';

let folder: string;
const warnings = (): string[] => warn.mock.calls.map(([line]) => String(line));
let warn: Mock<(line: unknown) => void>;
const start = (options: object = {}) =>
  init({
    defaultIntegrations: false,
    logger: { warn },
    transport: () => ({ send: async () => ({}), flush: async () => true }),
    ...options,
  });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-dsn-'));
  warn = vi.fn();
  vi.stubEnv('SENTRY_DSN', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function mount(text: string): string {
  const path = join(folder, 'dsn');
  writeFileSync(path, text);
  vi.stubEnv('SENTRY_DSN_FILE', path);
  return path;
}

describe('SENTRY_DSN_FILE', () => {
  it('names the file that holds the DSN, white space around it', async () => {
    mount('  https://key@mounted.example/7\n');
    const client = start();
    expect([client.getDsn()?.host, client.isEnabled(), warnings()]).toEqual(['mounted.example', true, []]);
    await client.close();
  });

  it.each([
    ['the option', { dsn: 'https://key@option.example/1' }, undefined, 'option.example'],
    ['SENTRY_DSN', {}, 'https://key@variable.example/1', 'variable.example'],
  ])('gives way to %s', async (_what, options, variable, host) => {
    mount('https://key@mounted.example/7');
    vi.stubEnv('SENTRY_DSN', variable);
    const client = start(options);
    expect(client.getDsn()?.host).toBe(host);
    await client.close();
  });

  it('is not read when the DSN is empty on purpose', async () => {
    mount('https://key@mounted.example/7');
    const client = start({ dsn: '' });
    expect([client.isEnabled(), warnings()]).toEqual([false, []]);
    await client.close();
  });

  it.each([
    ['is not there', undefined, 'ENOENT'],
    ['is empty', ' \n', 'it is empty'],
    ['is no DSN but a long text', 'x'.repeat(5_000), 'it is too long for a DSN'],
  ])('warns and starts disabled when the file %s', async (_what, text, reason) => {
    if (text === undefined) vi.stubEnv('SENTRY_DSN_FILE', join(folder, 'absent'));
    else mount(text);
    const client = start();
    expect(client.isEnabled()).toBe(false);
    expect(warnings()).toEqual([expect.stringMatching(/^\[vigil\] V031 SENTRY_DSN_FILE names /)]);
    expect(warnings()[0]).toContain(reason);
    await client.close();
  });
});
