import { captureEvent, type Event, type StackFrame } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { init } from '../init';

it.each([
  ['a number', 5],
  ['an object', {}],
  ['a list', []],
  ['null', null],
  ['a symbol', Symbol('a')],
  ['a text longer than any path', `/${'a'.repeat(5_000_000)}.js`],
])('%s for all that a frame may say: the event leaves, and nothing of ours fails over it', async (_name, value) => {
  const kit = createTestkit();
  const client = init({ ...kit.options, logger: false });
  const frame = { filename: value, abs_path: value, module: value, function: value, lineno: value, in_app: true } as StackFrame;
  const event: Event = { message: 'made by hand', exception: { values: [{ type: 'Made', stacktrace: { frames: [frame, frame] } }] } };
  for (const each of [event, { ...event, debug_meta: { images: [{ type: 'sourcemap', code_file: value as string, debug_id: 'd' }] } }])
    captureEvent(each as Event);
  await client.close();
  expect(kit.events().map(({ message }) => message)).toEqual(['made by hand', 'made by hand']);
});
