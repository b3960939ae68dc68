import { logger } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { init } from '../init';
import { useStage } from '../processEnd/fixtures/useStage';

const used = useStage();
interface Container {
  items: Array<{ body?: string; name?: string; attributes: Record<string, { value: unknown }> }>;
}
const entries = () => ['log', 'trace_metric'].flatMap(type => (used.ingest.items(type) as Container[]).flatMap(({ items }) => items));
const told = () => entries().map(({ body, name }) => body ?? name);

const WRITE = `V.logger.info('last words'); V.metrics.count('deaths');`;

it.each([
  ['a program that is done', WRITE, 0],
  ['process.exit in the next line', `${WRITE} process.exit(3);`, 3],
  ['an error that ends it', `${WRITE} throw new Error('broken');`, 1],
  ['an error that ends it later', `${WRITE} setTimeout(() => { throw new Error('broken'); }, 20);`, 1],
  ['a rejection', `${WRITE} Promise.reject(new Error('broken'));`, 1],
])('%s: logs and metrics arrive, and the process ends as it would', async (_case, program, code) => {
  const ending = await used.run(`init(); ${program}`);
  expect(ending.code).toBe(code);
  expect(told()).toEqual(['last words', 'deaths']);
  expect(used.arrived()).toEqual(code === 1 ? ['broken'] : []);
});

it.each([
  [{}, expect.any(String)],
  [{ includeServerName: false }, undefined],
])('with %j the machine is named: %j', async (options, address) => {
  const kit = createTestkit();
  const client = init({ ...kit.options, defaultIntegrations: false, ...options });
  logger.info('here');
  await client.close();
  const [container] = kit.items('log') as Container[];
  expect(container?.items[0]?.attributes['server.address']?.value).toEqual(address);
});
