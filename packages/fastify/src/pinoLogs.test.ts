import { createRequire } from 'node:module';
import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { close, flush, init, pinoIntegration, setupFastifyErrorHandler } from './index';

interface App {
  get(path: string, handler: (request: { log: { warn(text: string): void } }) => unknown): void;
  inject(path: string): Promise<{ statusCode: number }>;
  close(): Promise<void>;
  log: { warn(text: string): void };
}
const require = createRequire(import.meta.url);
afterEach(() => close());

it.each(['fastify4', 'fastify5'])('%s: beside pinoIntegration each line is a log, once, and a breadcrumb as before', async name => {
  const kit = createTestkit();
  init({ ...kit.options, integrations: [pinoIntegration({ log: { levels: ['warn', 'error'] } })] });
  const written: string[] = [];
  const fastify = require(name) as (options: object) => App;
  const app = fastify({ logger: { stream: { write: (line: string) => written.push(line) } } });
  setupFastifyErrorHandler(app as never);
  app.get('/', request => {
    request.log.warn('careful');
    throw new Error('broken');
  });
  app.log.warn('outside');
  expect((await app.inject('/')).statusCode).toBe(500);
  await app.close();
  await flush();
  const lines = (kit.items('log') as Array<{ items: Array<{ body: string; trace_id: string }> }>).flatMap(({ items }) => items);
  expect(lines.map(({ body }) => body)).toEqual(['outside', 'careful', 'broken']);
  expect(written.filter(line => /"level":[45]0/.test(line))).toHaveLength(3);
  expect(kit.events()).toHaveLength(1);
  expect(kit.events()[0]?.contexts?.trace?.trace_id).toBe(lines[1]?.trace_id);
  expect(
    kit
      .events()[0]
      ?.breadcrumbs?.filter(({ category }) => category === 'log')
      .map(({ message }) => message),
  ).toEqual(['careful']);
});
