import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import * as Vigil from '../index';

afterEach(async () => {
  await Vigil.close();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});

let reads = 0;
/** An error whose stack tells when it is read. */
function thrownAt(place: string): Error {
  const error = new Error('no such order');
  const get = () => {
    reads++;
    return `Error: no such order\n    at ${place} (/app/${place}.js:1:1)`;
  };
  return Object.defineProperty(error, 'stack', { get });
}

it('in a flood one error in eight is asked where it comes from, and one of another place is still found', async () => {
  const kit = createTestkit();
  const client = Vigil.init({ ...kit.options, budget: {} } as Vigil.VigilOptions);
  for (let n = 0; n < 1000; n++) Vigil.captureException(thrownAt('charge'));
  // each of the five that were sent is read once more
  expect(reads).toBeLessThan(170);
  for (let n = 0; n < 8; n++) Vigil.captureException(thrownAt('refund'));
  await client.flush();
  const functions = kit.events().map(event => event.exception?.values?.[0]?.stacktrace?.frames?.at(-1)?.function);
  expect(functions.filter(name => name === 'charge')).toHaveLength(5);
  expect(functions).toContain('refund');
  expect(client.stats()).toMatchObject({ captured: { error: 1008 }, pending: { error: 0 } });
});
