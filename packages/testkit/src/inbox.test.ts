import { AssertionError } from 'node:assert';
import type { Event } from '@vigil/core';
import { describe, expect, it, vi } from 'vitest';
import { createInbox } from './inbox';

const envelopeOf = (...events: Event[]) => ({
  headers: {},
  items: events.map(payload => ({ headers: { type: 'event' }, payload, bytes: 1 })),
});
const failure: Event = {
  level: 'error',
  tags: { tenant: 't1' },
  exception: {
    values: [
      {
        type: 'TypeError',
        value: 'x is undefined',
        mechanism: { type: 'generic', handled: true },
        stacktrace: { frames: [{ function: 'pay', filename: 'src/pay.js', lineno: 10, colno: 5, in_app: true }] },
      },
    ],
  },
};
const message: Event = { message: 'payment retried', level: 'warning' };

const thrownBy = (run: () => unknown): Error => {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
};

describe('expectEvent', () => {
  it('returns the first event that matches', () => {
    const inbox = createInbox();
    inbox.add(envelopeOf(message, failure));
    expect(inbox.expectEvent('TypeError')).toBe(failure);
  });

  it('throws an AssertionError that lists what did arrive', () => {
    const inbox = createInbox();
    inbox.add(envelopeOf(failure, message));
    inbox.add({ headers: {}, items: [{ headers: { type: 'session' }, payload: {}, bytes: 2 }] });
    const error = thrownBy(() => inbox.expectEvent('card declined'));
    expect(error).toBeInstanceOf(AssertionError);
    expect(error.message).toBe(
      [
        'No event matches "card declined".',
        '2 events arrived:',
        '  1. TypeError: x is undefined [error, handled] at pay (src/pay.js:10:5)',
        '  2. payment retried [warning]',
        'Also arrived: 1 session.',
      ].join('\n'),
    );
  });

  it('says where each event differs from the object it was asked for', () => {
    const inbox = createInbox();
    inbox.add(envelopeOf(failure));
    expect(thrownBy(() => inbox.expectEvent({ tags: { tenant: 't2' } })).message).toContain('tags.tenant: expected "t2", got "t1"');
  });

  it('says so when nothing arrived, and names what could not be read', () => {
    const inbox = createInbox();
    expect(thrownBy(() => inbox.expectEvent('x')).message).toContain('No event arrived.');
    inbox.add({ headers: {}, items: [], malformed: 'the body is empty' });
    expect(thrownBy(() => inbox.expectEvent('x')).message).toContain('One envelope could not be read: the body is empty');
  });

  it('points at the line of the test', () => {
    const inbox = createInbox();
    const [, first] = thrownBy(() => inbox.expectEvent('x')).stack?.split('\n    at ') ?? [];
    expect(first).toContain('inbox.test.ts');
  });
});

describe('expectNoEvent', () => {
  it('is content when no event matches, and with no argument when none arrived', () => {
    const inbox = createInbox();
    inbox.expectNoEvent();
    inbox.add(envelopeOf(failure));
    inbox.expectNoEvent('card declined');
  });

  it('throws with the list of what arrived', () => {
    const inbox = createInbox();
    inbox.add(envelopeOf(failure));
    expect(thrownBy(() => inbox.expectNoEvent()).message).toMatch(/^Expected no event\.\nOne event arrived:\n {2}1\. TypeError/);
    expect(thrownBy(() => inbox.expectNoEvent(/undefined/)).message).toMatch(/^An event matches \/undefined\/\./);
  });
});

describe('waitForEvent', () => {
  it('resolves with what is there, and with what comes', async () => {
    const inbox = createInbox();
    const coming = inbox.waitForEvent('TypeError', 5000);
    inbox.add(envelopeOf(message));
    inbox.add(envelopeOf(failure));
    expect(await coming).toBe(failure);
    expect(await inbox.waitForEvent('payment', 5000)).toBe(message);
  });

  it('rejects with the list when the time is up', async () => {
    const inbox = createInbox();
    inbox.add(envelopeOf(message));
    await expect(inbox.waitForEvent('TypeError', 1)).rejects.toThrow(/within 1 ms\.\nOne event arrived:/);
  });

  it('points at the line of the test, whenever it fails', async () => {
    const inbox = createInbox();
    const error = await inbox.waitForEvent('x', 1).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(AssertionError);
    const [title, first] = (error as Error).stack?.split('\n    at ') ?? [];
    expect(title).toContain('AssertionError: No event that matches "x" came within 1 ms.');
    expect(first).toContain('inbox.test.ts');
  });

  it('waits in real time where a test fakes the timers', async () => {
    vi.useFakeTimers();
    try {
      await expect(createInbox().waitForEvent('x', 1)).rejects.toThrow('within 1 ms');
    } finally {
      vi.useRealTimers();
    }
  });

  it('rejects at once when the inbox is closed', async () => {
    const inbox = createInbox();
    const coming = inbox.waitForEvent('TypeError', 60_000);
    inbox.close();
    await expect(coming).rejects.toThrow('Closed before an event came');
  });

  it('rejects with what its own predicate throws, and the delivery goes on', async () => {
    const inbox = createInbox();
    const coming = inbox.waitForEvent(() => {
      throw new RangeError('mine');
    }, 60_000);
    inbox.add(envelopeOf(message));
    await expect(coming).rejects.toThrow('mine');
    expect(inbox.events()).toEqual([message]);
  });
});

describe('events, messages, items', () => {
  it('tells errors from messages, also when a message carries the stack it was sent from', () => {
    const inbox = createInbox();
    const withStack: Event = { message: 'here', exception: { values: [{ value: 'here', stacktrace: { frames: [] } }] } };
    inbox.add(envelopeOf(failure, message, withStack));
    expect(inbox.events()).toEqual([failure, message, withStack]);
    expect(inbox.messages()).toEqual([message, withStack]);
  });

  it('gives payloads by type, or all', () => {
    const inbox = createInbox();
    inbox.add(envelopeOf(failure));
    inbox.add({ headers: {}, items: [{ headers: { type: 'session' }, payload: { sid: 's' }, bytes: 2 }] });
    expect(inbox.items('session')).toEqual([{ sid: 's' }]);
    expect(inbox.items()).toHaveLength(2);
    expect(inbox.items('toString')).toEqual([]);
  });

  it('forgets on reset', () => {
    const inbox = createInbox();
    inbox.add(envelopeOf(failure));
    inbox.reset();
    expect(inbox.events()).toEqual([]);
  });
});
