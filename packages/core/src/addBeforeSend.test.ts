import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { addBeforeSend, captureMessage, close, type Event, init, outcome, type VigilOptions } from './index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  init({ ...kit.options, ...options });
  return kit;
}
const mark = (name: string) => (event: Event) => ({ ...event, tags: { ...event.tags, order: String(event.tags?.['order'] ?? '') + name } });

describe('addBeforeSend', () => {
  afterEach(() => close());

  it('runs after the own hook, in order, synchronous or not', async () => {
    const kit = start({ beforeSend: mark('a') });
    addBeforeSend(async event => mark('b')(event));
    addBeforeSend(mark('c'));
    await outcome(captureMessage('x'));
    expect(kit.events()[0]?.tags).toEqual({ order: 'abc' });
  });

  it('drops with null, and the rest are not asked', async () => {
    start();
    const asked: string[] = [];
    addBeforeSend(() => null);
    addBeforeSend(event => {
      asked.push('second');
      return event;
    });
    expect(await outcome(captureMessage('x'))).toMatchObject({ status: 'filtered', by: 'beforeSend' });
    expect(asked).toEqual([]);
  });

  it('is gone when removed, and removing twice takes no other away', async () => {
    const kit = start();
    const hook = mark('a');
    const remove = addBeforeSend(hook);
    addBeforeSend(hook);
    remove();
    remove();
    await outcome(captureMessage('x'));
    expect(kit.events()[0]?.tags).toEqual({ order: 'a' });
  });

  it('one that throws reduces the event, as beforeSend does', async () => {
    const kit = start({ beforeSend: mark('a') });
    addBeforeSend(() => {
      throw new Error('mine');
    });
    await outcome(captureMessage('x'));
    expect(kit.findEvent({ message: 'x' })?.tags).toEqual({ hook_error: 'beforeSend' });
  });

  it('does nothing without a client', async () => {
    await close();
    expect(() => addBeforeSend(() => null)()).not.toThrow();
  });
});
