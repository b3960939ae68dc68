import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it } from 'vitest';
import { addDebugIds, createClient, createStackParser, type Event, type Platform, v8StackLineParser } from '../index';

const root = globalThis as { _sentryDebugIds?: Record<string, string> };
afterEach(() => {
  delete root._sentryDebugIds;
});

const stackParser = createStackParser(v8StackLineParser);
const stackOf = (file: string) => `Error: x\n    at run (${file}:1:32)`;
const failedIn = (file: string) => Object.assign(new Error('x'), { stack: stackOf(file) });
const image = (code_file: string, debug_id: string) => ({ type: 'sourcemap', code_file, debug_id });

async function send(enrich: Platform['enrich'], capture: (client: ReturnType<typeof createClient>) => void): Promise<Event> {
  const kit = createTestkit();
  const platform: Platform = {
    sdkName: 'vigil.javascript.test',
    name: 'javascript',
    stackParser,
    transport: undefined,
    defaultIntegrations: () => [],
    server: true,
    ...(enrich && { enrich }),
  };
  const client = createClient(kit.options, platform);
  capture(client);
  await client.flush();
  return kit.expectEvent(() => true);
}

it('an event through a client whose platform has it says the debug ids of its files', async () => {
  root._sentryDebugIds = { [stackOf('/app/a.js')]: 'id-a', [stackOf('/app/other.js')]: 'id-other' };
  const event = await send(addDebugIds(stackParser), client => client.captureException(failedIn('/app/a.js')));
  expect(event.debug_meta).toEqual({ images: [image('/app/a.js', 'id-a')] });
});

it('images that an event brings stay', async () => {
  root._sentryDebugIds = { [stackOf('/app/a.js')]: 'id-a' };
  const own = image('/app/b.js', 'id-b');
  const event = await send(addDebugIds(stackParser), client =>
    client.captureEvent({
      exception: { values: [{ type: 'E', stacktrace: { frames: [{ filename: '/app/a.js' }] } }] },
      debug_meta: { images: [own] },
    }),
  );
  expect(event.debug_meta).toEqual({ images: [own, image('/app/a.js', 'id-a')] });
});

it('no debug_meta without ids for its files, or on a platform without it', async () => {
  root._sentryDebugIds = { [stackOf('/app/a.js')]: 'id-a' };
  const nothing = await send(addDebugIds(stackParser), client => client.captureException(failedIn('/app/b.js')));
  const bare = await send(undefined, client => client.captureException(failedIn('/app/a.js')));
  expect([nothing.debug_meta, bare.debug_meta]).toEqual([undefined, undefined]);
});
