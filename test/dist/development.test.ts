import { describe, expect, it } from 'vitest';
import { runProgram } from './runProgram';

const run = (format: string, ...flags: string[]) => runProgram('development.mjs', [format], flags);

describe.each(['esm', 'cjs'])('core under the development condition, as %s', format => {
  it('explains its warnings and names the option that was meant', async () => {
    expect(await run(format, '--conditions=development')).toMatchObject({
      said: [
        '[vigil] V012 enviroment is not an option; did you mean environment?',
        expect.stringMatching(/^\[vigil\] V001 dsn is not a DSN \(expected /),
      ],
      isCurrent: true,
    });
  });

  it('says code and key alone without it, and checks no names', async () => {
    expect(await run(format)).toMatchObject({ said: ['[vigil] V001 dsn'], isCurrent: true });
  });

  it('has the same names', async () => {
    expect((await run(format, '--conditions=development'))['names']).toBe((await run(format))['names']);
  });
});
