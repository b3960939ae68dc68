import { expect, it } from 'vitest';
import { runProgram } from './runProgram';

it('http2 is not loaded for the SDK; loaded by the application after init, its first request carries the trace', async () => {
  expect(await runProgram('http2AfterInit.mjs', ['use'])).toEqual({ loadedByInit: false, traced: true, restored: true });
});

it('and nothing of it is left after close()', async () => {
  expect(await runProgram('http2AfterInit.mjs', ['close'])).toEqual({ loadedByInit: false, traced: false, restored: true });
});
