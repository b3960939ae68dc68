import { expect, it } from 'vitest';
import { runProgram } from './runProgram';

it('import and init load no module of Node that a start has no use for, TLS, compression and fetch among them', async () => {
  expect(await runProgram('builtinsAtStart.mjs')).toEqual({ unused: [] });
});
