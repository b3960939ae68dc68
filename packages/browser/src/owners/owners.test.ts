import { carrier, type VigilOptions } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, init } from '../index';
import { filesOf } from './filesOf';
import { ownerOf } from './ownerOf';
import { type Tell, watchPage } from './watchPage';

const closes: Array<() => unknown> = [];
afterEach(() => {
  for (const close of closes.splice(0)) close();
});
function start(options: VigilOptions = {}, make = createClient) {
  const client = make({ ...createTestkit().options, integrations: [], ...options });
  closes.push(() => client.close(0));
  return client;
}
const files =
  (...names: string[]) =>
  () =>
    names;

describe('the owner of what happens', () => {
  it('is the client of client.run, then of the innermost owned file, then the fallback', () => {
    const host = start({}, init);
    const b = start({ owns: { frames: [/\/b\.js/] } });
    const c = start({ owns: { frames: ['/c.js'] } });
    expect(c.run(() => ownerOf(files('/b.js')))).toBe(c);
    expect(ownerOf(files('/lib.js', '/b.js', '/c.js'))).toBe(b);
    expect(ownerOf(files('/lib.js'))).toBe(host);
    expect(c.bind(() => ownerOf(files('/b.js')))()).toBe(c);
    expect(carrier().active).toBeUndefined();
  });

  it('of a file that two own is the client made first', () => {
    const first = start({ owns: { frames: ['/b.js'] } });
    start({ owns: { frames: [/b\.js/] } });
    expect(ownerOf(files('/b.js'))).toBe(first);
  });

  it('is nobody without a fallback, and the file is not asked for where no client owns any', () => {
    start();
    const never = () => {
      throw new Error('asked');
    };
    expect(ownerOf(never)).toBeUndefined();
    const host = start({ fallback: true });
    expect(ownerOf(never)).toBe(host);
  });

  it('is none that was closed, and none without a DSN', () => {
    const host = start({}, init);
    const b = start({ owns: { frames: ['/b.js'] } });
    start({ dsn: '', owns: { frames: ['/c.js'] } });
    b.close(0);
    expect([ownerOf(files('/b.js')), ownerOf(files('/c.js'))]).toEqual([host, host]);
  });

  it('of a stack is whose code it is, not whose wrapper stands around it', () => {
    const stack = `Error: x
    at JSON.parse (<anonymous>)
    at Object.vigilWrapped (http://host/a.js:1:10)
    at vigilWrapped (http://host/a.js:1:10)
    at mine (http://host/b.js:2:20)`;
    expect(filesOf({ stack }).filter(file => file?.endsWith('.js'))).toEqual(['http://host/b.js']);
    expect(filesOf(undefined)).toEqual([]);
  });
});

it('a source is patched once, heard by its owner alone, and given back after the last', () => {
  const heard: string[] = [];
  let patches = 0;
  let told: Tell<string> = () => {};
  const install = (tell: Tell<string>) => {
    patches++;
    told = tell;
    return () => void patches--;
  };
  const host = start({ environment: 'host' }, init);
  const b = start({ environment: 'b', owns: { frames: ['/b.js'] } });
  const silent = start({ environment: 'c', owns: { frames: ['/c.js'] } });
  const hear = (who: string, client: typeof host) =>
    watchPage<string>('test', client, (what, whose) => heard.push(`${who} ${what} for ${whose.getOptions().environment}`), install);
  const stops = [hear('host', host), hear('b', b)];
  expect(patches).toBe(1);
  told('one', files('/b.js'));
  told('two', files('/c.js'));
  told('three', files('/lib.js'));
  expect(heard).toEqual(['b one for b', 'host two for c', 'host three for host']);
  stops[0]?.();
  told('four', files('/c.js'));
  expect([heard.at(-1), patches]).toEqual(['b four for c', 1]);
  stops[1]?.();
  expect(patches).toBe(0);
  expect(silent.isEnabled()).toBe(true);
});
