import { afterEach, expect, it } from 'vitest';
import { start, stopAll } from './http/fixtures/live';

afterEach(stopAll);

const LENGTH = 1_000_000;

/** A list of nothing, and how often it was read. */
function claim(): { list: never[]; reads: () => number } {
  let count = 0;
  const handler: ProxyHandler<never[]> = {
    get(target, key, receiver) {
      count++;
      return Reflect.get(target, key, receiver);
    },
    has(target, key) {
      count++;
      return Reflect.has(target, key);
    },
  };
  return { list: new Proxy(Object.assign([], { length: LENGTH }), handler), reads: () => count };
}

it.each<[string, (list: never[]) => object]>([
  ['exceptions', list => ({ exception: { values: list } })],
  ['frames', list => ({ exception: { values: [{ type: 'E', value: 'v', stacktrace: { frames: list } }] } })],
  ['breadcrumbs', list => ({ breadcrumbs: list })],
  ['a fingerprint', list => ({ fingerprint: list })],
  ['images', list => ({ debug_meta: { images: list } })],
  ['spans', list => ({ spans: list })],
  ['an extra', list => ({ extra: { list } })],
])('an event by hand whose %s claim to be millions is sent, and few of them are read', async (_name, eventOf) => {
  const { client } = start();
  const { list, reads } = claim();
  expect(await client.outcome(client.captureEvent(eventOf(list)))).toMatchObject({ status: 'sent' });
  expect(reads()).toBeLessThan(LENGTH / 4);
});
