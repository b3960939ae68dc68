import { useQuiet } from '@vigil/core';
import { expect, it } from 'vitest';
import { makeFetchTransport } from './makeFetchTransport';

it('sends unseen by another tracer of the process, as long as that says how', async () => {
  let isQuiet = false;
  const stop = useQuiet(fn => {
    isQuiet = true;
    const result = fn();
    isQuiet = false;
    return result;
  });
  const seen: boolean[] = [];
  const fetch = async () => {
    seen.push(isQuiet);
    return new Response('{}');
  };
  const transport = makeFetchTransport({ url: 'https://errors.example/api/1/envelope/', fetch, recordDroppedEvent: () => {} });
  expect(await transport.send([{}, []])).toMatchObject({ statusCode: 200 });
  stop();
  await transport.send([{}, []]);
  expect(seen).toEqual([true, false]);
});
