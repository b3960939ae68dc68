import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Vigil from '../index';
import type { ResponseLook } from './verdict';

let kit: ReturnType<typeof createTestkit>;
let client: Vigil.Client;
let hub: Vigil.Hub;
let response: ResponseLook;
let warnings: string[];

beforeEach(() => {
  kit = createTestkit();
  warnings = [];
  client = Vigil.init({ ...kit.options, logger: { warn: (text: unknown) => void warnings.push(String(text)) } } as Vigil.VigilOptions);
  hub = new Vigil.Hub();
  response = { status: 200, headersSent: false, method: 'GET', gone: false };
});
afterEach(async () => {
  await Vigil.close();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});

const hold = (error: unknown, shouldHandleError?: Vigil.HoldOptions['shouldHandleError']) =>
  Vigil.holdError(hub, error, { mechanism: 'auto.test', look: () => ({ ...response }), shouldHandleError });
const answer = (status: number, end: Vigil.ResponseEnd = 'finished') => {
  Object.assign(response, { status, headersSent: true });
  Vigil.judgeErrors(hub, end);
};
const arrived = async () => {
  await client.flush();
  return kit.events();
};
const broken = (code: string) => Object.assign(new Error(code), { code });

describe('an error that is held', () => {
  it.each(['text', { code: 7 }, undefined])('has no stack where it is %j: the one of its judgement would be ours', async thrown => {
    hold(thrown);
    answer(500);
    const [event, ...more] = await arrived();
    expect(event?.exception?.values).toMatchObject([{ type: 'Error', mechanism: { handled: false, synthetic: true } }]);
    expect([event?.exception?.values?.[0]?.stacktrace, more]).toEqual([undefined, []]);
  });

  it('is reported when the response says 500, unhandled, under the id that was known at the throw', async () => {
    const id = hold(new Error('boom'));
    expect(id).toMatch(/^[\da-f]{32}$/);
    expect(hub.lastEventId()).toBe(id);
    expect(kit.events()).toEqual([]);
    answer(500);
    const [event, ...more] = await arrived();
    expect(more).toEqual([]);
    expect(event?.event_id).toBe(id);
    expect(event?.exception?.values?.[0]).toMatchObject({ value: 'boom', mechanism: { type: 'auto.test', handled: false } });
    expect((await client.outcome(id)).status).toBe('sent');
  });

  it('is a breadcrumb when the response says 404, and its outcome is filtered by status', async () => {
    const id = hold(new RangeError('no such page'));
    answer(404);
    expect(await client.outcome(id)).toMatchObject({ status: 'filtered', by: 'status' });
    hub.captureMessage('later');
    const [event, ...more] = await arrived();
    expect(more).toEqual([]);
    expect(event?.breadcrumbs).toMatchObject([{ message: 'RangeError: no such page', level: 'warning', data: { status_code: 404 } }]);
  });

  it.each([
    ['headers had been sent, whatever the status says', () => Object.assign(response, { headersSent: true }), () => answer(200), 1],
    [
      'headers had been sent and the response breaks off',
      () => Object.assign(response, { headersSent: true }),
      () => answer(200, 'closed'),
      1,
    ],
    ['the response closes unanswered', () => {}, () => Vigil.judgeErrors(hub, 'closed'), 1],
    ['an answer to it was under way when the client left', () => {}, () => answer(404, 'closed'), 0],
    ['the client had left before', () => Object.assign(response, { gone: true }), () => Vigil.judgeErrors(hub, 'closed'), 0],
    ['the client had left before and somebody set 500', () => Object.assign(response, { gone: true }), () => answer(500, 'closed'), 0],
  ])('%s', async (_case, before, end, count) => {
    before();
    hold(new Error('boom'));
    end();
    expect(await arrived()).toHaveLength(count);
  });

  it.each(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE'])(
    '%s: an abort when the client left, a fault when it was somebody else',
    async code => {
      hold(broken(code));
      response.gone = true;
      Vigil.judgeErrors(hub, 'closed');
      expect(await arrived()).toHaveLength(0);
      response.gone = false;
      hold(broken(code));
      answer(502);
      expect(await arrived()).toHaveLength(1);
    },
  );

  it.each([
    ['an error handler fails itself: its own', () => {}, ['second'], ['Error: first']],
    [
      'what fails once the answer has begun: the one before',
      () => Object.assign(response, { status: 500, headersSent: true }),
      ['first'],
      ['Error: second'],
    ],
  ])('of several one is reported, the others are its breadcrumbs; %s', async (_case, between, reported, crumbs) => {
    const ids = [hold(new Error('first'))];
    between();
    ids.push(hold(new Error('second')));
    answer(500);
    const events = await arrived();
    expect(events.map(event => event.exception?.values?.[0]?.value)).toEqual(reported);
    expect(events[0]?.breadcrumbs?.map(({ message }) => message)).toEqual(crumbs);
    const outcomes = await Promise.all(ids.map(id => client.outcome(id)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['filtered', 'sent']);
  });

  it('of several after the headers the first broke the answer', async () => {
    Object.assign(response, { headersSent: true });
    for (const message of ['first', 'second']) hold(new Error(message));
    answer(200, 'closed');
    expect((await arrived()).map(event => event.exception?.values?.[0]?.value)).toEqual(['first']);
  });

  it('is none after one that was reported: a breadcrumb, and counted', async () => {
    hold(new Error('first'));
    answer(500);
    const id = hold(new Error('second'));
    Vigil.judgeErrors(hub, 'closed');
    expect((await arrived()).map(event => event.exception?.values?.[0]?.value)).toEqual(['first']);
    expect(await client.outcome(id)).toMatchObject({ status: 'filtered', by: 'status' });
  });

  it('is judged in the next turn when the response is over', async () => {
    Object.assign(response, { headersSent: true, over: true });
    hold(new Error('late'));
    await kit.clock.advance(0);
    expect(kit.events()).toHaveLength(1);
  });

  it('is reported 30 s after the throw when the response is still open, once', async () => {
    hold(new Error('boom'));
    await kit.clock.advance(29_999);
    expect(kit.events()).toHaveLength(0);
    await kit.clock.advance(1);
    answer(500);
    expect(await arrived()).toHaveLength(1);
  });

  it('is reported by flush(), close() and when the process takes what is unsent', async () => {
    hold(new Error('one'));
    expect(await client.flush()).toBe(true);
    hub = new Vigil.Hub();
    hold(new Error('two'));
    const unsent = client.takeUnsent();
    expect(unsent.map(({ body }) => String(body))).toEqual([expect.stringContaining('"two"')]);
    unsent[0]?.settle('spooled');
    hub = new Vigil.Hub();
    hold(new Error('three'));
    await client.close();
    expect(kit.events().map(event => event.exception?.values?.[0]?.value)).toEqual(['one', 'three']);
  });
});

describe('shouldHandleError', () => {
  it('beats the default both ways and is told what became of the response', async () => {
    hub.route = '/users/:id';
    const told: unknown[] = [];
    hold(new Error('reported'), (error, verdict) => told.push([(error as Error).message, verdict]) > 0);
    answer(404);
    response = { status: 200, headersSent: true, method: 'GET', gone: false };
    hold(new Error('too late'), (_error, { headersSent }) => {
      told.push(headersSent);
      return false;
    });
    answer(200);
    expect(told.pop()).toBe(true);
    response = { status: 200, headersSent: false, method: 'GET', gone: false };
    hold(new Error('kept'), () => false);
    answer(500);
    expect(told).toEqual([['reported', { status: 404, aborted: false, headersSent: false, method: 'GET', route: '/users/:id' }]]);
    expect((await arrived()).map(event => event.exception?.values?.[0]?.value)).toEqual(['reported']);
  });

  it('that throws, or answers neither, means the default; it is said once', async () => {
    for (const wrong of [() => JSON.parse('{'), () => undefined as never]) {
      for (const message of ['boom', 'again']) {
        hub = new Vigil.Hub();
        hold(new Error(message), wrong);
        answer(500);
      }
    }
    expect(await arrived()).toHaveLength(4);
    expect(warnings.filter(text => text.includes('V041'))).toHaveLength(1);
  });
});

describe('never twice', () => {
  it.each([new Error('boom'), 'a text'])('captured by hand after the throw: one event, its id the promised one (%s)', async error => {
    const id = hold(error);
    expect(hub.captureException(error)).toBe(id);
    answer(404);
    const [event, ...more] = await arrived();
    expect(more).toEqual([]);
    expect(event?.event_id).toBe(id);
    expect(event?.exception?.values?.[0]?.mechanism?.handled).toBe(true);
  });

  it('captured by hand before it: the adapter adds nothing and shows that id', async () => {
    const error = new Error('boom');
    const id = hub.captureException(error);
    expect(hold(error)).toBe(id);
    answer(500);
    expect(await arrived()).toHaveLength(1);
  });

  it('captured by hand before it in a fork of the isolation scope, or in a job: the same', async () => {
    const forked = new Error('forked');
    const id = hub.run(() => Vigil.withIsolationScope(() => Vigil.captureException(forked)));
    expect(hold(forked)).toBe(id);
    const failed = new Error('failed');
    const job = Vigil.wrapHandler(() => {
      throw failed;
    }, 'job');
    expect(() => hub.run(job)).toThrow(failed);
    hold(failed);
    answer(500);
    const events = await arrived();
    expect(events.map(({ exception }) => exception?.values?.[0]?.value)).toEqual(['forked', 'failed']);
    // a fork of another context knows nothing of it
    expect(new Vigil.Hub().run(() => Vigil.withIsolationScope(() => Vigil.captureException(forked)))).not.toBe(id);
  });

  it('held twice, judged twice', async () => {
    const error = new Error('boom');
    expect(hold(error)).toBe(hold(error));
    answer(500);
    answer(500);
    expect(await arrived()).toHaveLength(1);
  });

  it('the same object in two requests is two events', async () => {
    const error = new Error('shared');
    hold(error);
    answer(500);
    hub = new Vigil.Hub();
    response = { ...response, headersSent: false };
    hold(error);
    answer(500);
    expect(await arrived()).toHaveLength(2);
  });
});

it('captured = outcomes + pending, and without an enabled client an id all the same', async () => {
  hold(new Error('a'));
  answer(500);
  await client.flush();
  hub = new Vigil.Hub();
  response.headersSent = false;
  hold(new Error('b'));
  answer(404);
  expect(client.stats()).toMatchObject({ captured: { error: 2 }, outcomes: { error: { sent: 1, filtered: 1 } } });
  await Vigil.close();
  expect(hold(new Error('c'))).toMatch(/^[\da-f]{32}$/);
  answer(500);
  expect(kit.events()).toHaveLength(1);
});
