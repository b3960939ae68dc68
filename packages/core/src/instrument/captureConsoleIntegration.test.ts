import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CaptureConsoleOptions,
  type Client,
  captureConsoleIntegration,
  captureMessage,
  close,
  consoleIntegration,
  functionToStringIntegration,
  init,
  type VigilOptions,
} from '../index';

function start(options?: CaptureConsoleOptions, more?: VigilOptions) {
  const kit = createTestkit();
  const client = init({ ...kit.options, integrations: [consoleIntegration(), captureConsoleIntegration(options)], ...more });
  return { kit, client };
}
async function settled(client: Client) {
  await client.flush();
}

describe('captureConsoleIntegration', () => {
  const untouched = { ...console };
  beforeEach(() => {
    for (const level of ['debug', 'info', 'warn', 'error', 'log', 'trace', 'assert'] as const) {
      vi.spyOn(console, level).mockImplementation(() => {});
    }
  });
  afterEach(async () => {
    await close();
    vi.restoreAllMocks();
    expect({ ...console }).toEqual(untouched);
  });

  it('makes an event of a call: the first error, else a message with a stack', async () => {
    const { kit, client } = start({ levels: ['error', 'warn'] });
    console.error('failed:', new TypeError('no'), { order: 7 });
    console.warn('slow', { ms: 900 });
    console.info('not of these levels');
    captureMessage('by hand');
    await settled(client);
    const [failed, slow, byHand, ...rest] = kit.events();
    expect([byHand?.logger, rest]).toEqual([undefined, []]);
    expect(failed).toMatchObject({
      level: 'error',
      logger: 'console',
      exception: { values: [{ type: 'TypeError', value: 'no', mechanism: { type: 'auto.core.capture_console', handled: true } }] },
      extra: { arguments: ['failed:', expect.anything(), { order: 7 }] },
    });
    expect(slow).toMatchObject({ level: 'warning', logger: 'console', message: 'slow {"ms":900}' });
    expect(slow?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)?.filename).toContain('captureConsoleIntegration.test');
  });

  it('reports an assert that fails, and as unhandled when told so', async () => {
    const { kit, client } = start({ handled: false });
    console.assert(true, 'fine');
    console.assert(false, 'not', 'fine');
    await settled(client);
    expect(kit.events()).toHaveLength(1);
    expect(kit.events()[0]).toMatchObject({ message: 'Assertion failed: not fine', level: 'error' });
    expect(kit.events()[0]?.exception?.values?.[0]?.mechanism).toMatchObject({ handled: false });
  });

  it('is not caught in a loop by a hook that prints', async () => {
    const { kit, client } = start(
      {},
      {
        beforeSend(event) {
          console.log('about to send');
          return event;
        },
      },
    );
    console.log('once');
    await settled(client);
    expect(kit.events().map(({ message }) => message)).toEqual(['once']);
  });
});

describe('functionToStringIntegration', () => {
  it('leaves Function.prototype.toString alone, and says so to who debugs', async () => {
    const before = Function.prototype.toString;
    const lines: unknown[] = [];
    const kit = createTestkit();
    init({ ...kit.options, debug: true, logger: { debug: line => lines.push(line) }, integrations: [functionToStringIntegration()] });
    expect(Function.prototype.toString).toBe(before);
    expect(lines.filter(line => String(line).includes('functionToStringIntegration'))).toHaveLength(1);
    await close();
  });
});
