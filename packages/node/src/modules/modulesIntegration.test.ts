import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client, Event } from '@vigil/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { modulesIntegration } from './modulesIntegration';

let app: string;
beforeEach(() => {
  // as Node resolves it: some temporary folders are links
  app = fs.realpathSync(mkdtempSync(join(tmpdir(), 'vigil-modules-')));
});
afterEach(() => {
  rmSync(app, { recursive: true, force: true });
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function install(name: string, manifest: unknown, under = app): string {
  const folder = join(under, 'node_modules', name);
  mkdirSync(join(folder, 'lib'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'lib', 'index.js'), 'module.exports = 1;');
  return folder;
}
const load = (folder: string): unknown => createRequire(join(app, 'x.js'))(join(folder, 'lib', 'index.js'));
const thrownIn = (...files: string[]): Event => ({
  exception: { values: [{ stacktrace: { frames: files.map(filename => ({ filename })) } }] },
});
function modulesOf(event: Event = {}, integration = modulesIntegration()): Record<string, string> {
  return (integration.processEvent?.(event, {}, {} as Client) as Event | undefined)?.modules ?? {};
}

describe('modulesIntegration', () => {
  it('is named as in the Sentry SDK', () => {
    expect(modulesIntegration().name).toBe('Modules');
  });

  it('names what require has loaded by the version that was resolved, and nothing that is only installed', () => {
    load(install('shop-plain', { name: 'shop-plain', version: '1.2.3' }));
    load(install('@shop/scoped', { version: '4.5.6-rc.1' }));
    install('shop-unused', { version: '9.9.9' });
    const modules = modulesOf();
    expect(modules).toMatchObject({ 'shop-plain': '1.2.3', '@shop/scoped': '4.5.6-rc.1' });
    expect(modules).not.toHaveProperty('shop-unused');
  });

  it('names every loaded version of a package', () => {
    const outer = install('shop-outer', { version: '1.0.0' });
    load(install('shop-twice', { version: '2.0.0' }));
    load(install('shop-twice', { version: '3.0.0' }, outer));
    expect(modulesOf()['shop-twice']).toBe('2.0.0, 3.0.0');
  });

  it('names the packages of ES modules that stand in a stack', () => {
    const path = install('shop-esm', { type: 'module', version: '7.0.0' });
    const url = install('shop-url', { type: 'module', version: '8.0.0' });
    const event = thrownIn(join(path, 'lib', 'index.js'), pathToFileURL(join(url, 'lib', 'index.js')).href, join(app, 'main.js'));
    expect(modulesOf(event)).toMatchObject({ 'shop-esm': '7.0.0', 'shop-url': '8.0.0' });
  });

  it('leaves out a package that tells no version', () => {
    load(install('shop-mute', { name: 'shop-mute' }));
    load(install('shop-odd', { version: 7 }));
    const modules = modulesOf(thrownIn(join(app, 'node_modules', 'shop-gone', 'x.js')));
    expect(Object.keys(modules).filter(name => name.startsWith('shop-'))).toEqual([]);
  });

  it('adds nothing where there is nothing to name', () => {
    vi.spyOn(fs, 'readFileSync').mockReturnValue('{}');
    expect(modulesIntegration().processEvent?.({}, {}, {} as Client)).toEqual({});
  });

  it('finds what is loaded later within ten seconds, and reads each package once', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const integration = modulesIntegration();
    modulesOf({}, integration);
    load(install('shop-late', { version: '1.0.0' }));
    const read = vi.spyOn(fs, 'readFileSync');
    expect(modulesOf({}, integration)).not.toHaveProperty('shop-late');
    vi.advanceTimersByTime(10_000);
    expect(modulesOf({}, integration)).toHaveProperty('shop-late');
    vi.advanceTimersByTime(10_000);
    modulesOf(thrownIn(join(app, 'node_modules', 'shop-late', 'lib', 'index.js')), integration);
    expect(read.mock.calls.filter(([path]) => String(path).includes('shop-late'))).toHaveLength(1);
  });

  it('reads nothing before the first event, and nothing for a transaction', () => {
    const read = vi.spyOn(fs, 'readFileSync');
    modulesOf({ type: 'transaction' }, modulesIntegration());
    expect(read).not.toHaveBeenCalled();
  });

  it('reads at most 300 packages, and keeps within 8 KB', () => {
    const files = Array.from({ length: 320 }, (_, at) => {
      const folder = install(`shop-${'x'.repeat(20)}-${at}`, { version: '1.0.0' });
      return join(folder, 'lib', 'index.js');
    });
    const read = vi.spyOn(fs, 'readFileSync');
    const modules = modulesOf(thrownIn(...files));
    expect(read.mock.calls.length).toBe(300);
    expect(JSON.stringify(modules).length).toBeLessThanOrEqual(8_100);
  });

  it('goes with twenty events of a second, so that a flood costs no more', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    load(install('shop-flood', { version: '1.0.0' }));
    const integration = modulesIntegration();
    const told = () => 'shop-flood' in modulesOf({}, integration);
    const burst = () => Array.from({ length: 30 }, told).filter(Boolean).length;
    vi.advanceTimersByTime(1_000);
    expect(burst()).toBe(20);
    expect(burst()).toBe(0);
    vi.advanceTimersByTime(1_000);
    expect(burst()).toBe(20);
  });

  it('lets what the event says of itself win', () => {
    load(install('shop-mine', { version: '1.0.0' }));
    expect(modulesOf({ modules: { 'shop-mine': '2.0.0', other: '1' } })).toMatchObject({ 'shop-mine': '2.0.0', other: '1' });
  });
});
