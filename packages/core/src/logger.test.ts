import { createTestkit } from '@vigil/testkit';
import { afterEach, expect, it, vi } from 'vitest';
import { createClient, explainWarnings, type VigilOptions } from './index';

const console_ = (['debug', 'info', 'log', 'warn', 'error'] as const).map(level => vi.spyOn(console, level).mockImplementation(() => {}));
afterEach(() => {
  for (const spy of console_) spy.mockClear();
});

/** Warns (an unknown option), and says what becomes of an event. */
async function talk(options: VigilOptions): Promise<void> {
  explainWarnings();
  const kit = createTestkit();
  const client = createClient({ ...kit.options, debug: true, tracesSamplerate: 1, ...options } as VigilOptions);
  client.captureMessage('hello');
  await client.close();
  kit.expectEvent('hello');
}
const onConsole = () => console_.reduce((sum, spy) => sum + spy.mock.calls.length, 0);

it('a logger of your own is told everything, each at its level, and the console nothing', async () => {
  const lines: string[] = [];
  const level = (name: string) => (text: unknown) => void lines.push(`${name}: ${text}`);
  await talk({ logger: { debug: level('debug'), info: level('info'), warn: level('warn'), error: level('error') } });
  expect(lines).toEqual([
    expect.stringMatching(/^warn: \[vigil\] V012 tracesSamplerate .*did you mean tracesSampleRate\?/),
    expect.stringMatching(/^debug: \[vigil\] error [0-9a-f]{32} sent$/),
  ]);
  expect(onConsole()).toBe(0);
});

it.each<[what: string, logger: VigilOptions['logger']]>([
  ['false', false],
  ['one without levels', {}],
  [
    'one that throws',
    {
      warn() {
        throw new Error('mine');
      },
    },
  ],
])('%s: nothing is said, everything works', async (_what, logger) => {
  await talk({ logger: logger! });
  expect(onConsole()).toBe(0);
});

it('without one it is the console', async () => {
  await talk({});
  expect(onConsole()).toBe(2);
});
