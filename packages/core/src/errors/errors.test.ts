import vm from 'node:vm';
import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type Event, type EventHint, type Exception, type SeverityLevel, type VigilOptions } from '../index';

async function report(error: unknown, options: VigilOptions = {}, hint?: EventHint): Promise<Event> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  client.captureException(error, hint);
  await client.flush();
  expect(kit.events()).toHaveLength(1);
  return kit.events()[0] as Event;
}
const values = (event: Event): Exception[] => event.exception?.values ?? [];
const topOf = (event: Event) => values(event).at(-1)?.stacktrace?.frames?.at(-1);

class PaymentError extends Error {
  code = 'card_declined';
}

describe('errors', () => {
  it('scenario 18: a class without a name of its own gives the type, its fields are on the event', async () => {
    const event = await report(new PaymentError('no'));
    expect(values(event)).toMatchObject([{ type: 'PaymentError', value: 'no', mechanism: { type: 'generic', handled: true } }]);
    expect(event.contexts?.['PaymentError']).toEqual({ code: 'card_declined' });
    expect(event.level).toBe('error');
  });

  it('a name that was set wins; a minified class name is none', async () => {
    const named = Object.assign(new Error('x'), { name: 'CustomName' });
    expect(values(await report(named))[0]?.type).toBe('CustomName');
    const e = { e: class extends Error {} }.e;
    expect(values(await report(new e('x')))[0]?.type).toBe('Error');
  });

  it('of another realm are errors', async () => {
    expect(values(await report(vm.runInNewContext('new TypeError("far")')))).toMatchObject([{ type: 'TypeError', value: 'far' }]);
  });

  it.each(['pay', 'a', 'https'])('of Gecko and JavaScriptCore have whole stacks, though the message %j stands in them', async message => {
    const stack = 'pay@https://shop.test/assets/app.js:12:7\n';
    expect(topOf(await report(Object.assign(new Error(message), { stack })))).toMatchObject({
      function: 'pay',
      filename: 'https://shop.test/assets/app.js',
      lineno: 12,
    });
  });

  it("the top frame is the user's in every way of capturing", async () => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options });
    client.captureException(new Error('thrown'));
    client.captureException('text');
    client.captureMessage('message');
    await client.flush();
    expect(kit.events()).toHaveLength(3);
    for (const event of kit.events()) expect(topOf(event)?.filename).toContain('errors.test.ts');
  });

  it('a message of many lines that looks like a stack makes no frames', async () => {
    const event = await report(new Error('first\n    at fake (/app/fake.js:1:2)\n    at other (/app/other.js:3:4)'));
    expect(JSON.stringify(values(event)[0]?.stacktrace)).not.toContain('fake.js');
    expect(topOf(event)?.filename).toContain('errors.test.ts');
  });

  it('framesToPop is honoured', async () => {
    function invariant(framesToPop: number) {
      return Object.assign(new Error('x'), { framesToPop });
    }
    expect(topOf(await report(invariant(0)))?.function).toContain('invariant');
    expect(topOf(await report(invariant(1)))?.function).not.toContain('invariant');
  });
});

describe('causes', () => {
  it('stand innermost first, with ids that count from the captured error', async () => {
    const root = new Error('outer', { cause: new TypeError('middle', { cause: new PaymentError('inner') }) });
    const event = await report(root);
    expect(values(event).map(({ value }) => value)).toEqual(['inner', 'middle', 'outer']);
    expect(values(event).map(({ mechanism }) => mechanism)).toMatchObject([
      { type: 'chained', source: 'cause', exception_id: 2, parent_id: 1 },
      { type: 'chained', source: 'cause', exception_id: 1, parent_id: 0 },
      { type: 'generic', handled: true, exception_id: 0 },
    ]);
    expect(event.contexts?.['PaymentError']).toEqual({ code: 'card_declined' });
  });

  it('of an AggregateError are a group', async () => {
    const event = await report(new AggregateError([new Error('a'), new Error('b')], 'both'));
    expect(values(event).map(({ value }) => value)).toEqual(['b', 'a', 'both']);
    expect(values(event).at(-1)?.mechanism).toMatchObject({ is_exception_group: true, exception_id: 0 });
    expect(values(event)[0]?.mechanism).toMatchObject({ source: 'errors[1]', parent_id: 0 });
  });

  it('of a SuppressedError, and of a map of errors by field, are linked', async () => {
    const both = Object.assign(new Error('both'), { name: 'SuppressedError', error: new Error('second'), suppressed: new Error('first') });
    const fields = Object.assign(new Error('invalid'), { errors: { email: new Error('no address'), age: 7 } });
    expect(values(await report(both)).map(({ mechanism }) => mechanism?.source)).toEqual(['suppressed', 'error', undefined]);
    expect(values(await report(fields)).map(({ mechanism }) => mechanism?.source)).toEqual(['errors[email]', undefined]);
  });

  it('of one class keep their fields apart', async () => {
    const event = await report(
      Object.assign(new PaymentError('outer'), { cause: Object.assign(new PaymentError('inner'), { code: 'stolen' }) }),
    );
    expect(event.contexts).toMatchObject({ PaymentError: { code: 'card_declined' }, 'PaymentError 2': { code: 'stolen' } });
  });

  it('that are a cycle, or too many, end', async () => {
    const a = new Error('a');
    a.cause = new Error('b', { cause: a });
    expect(values(await report(a)).map(({ value }) => value)).toEqual(['b', 'a']);
    let deep = new Error('0');
    for (let i = 1; i < 20; i++) deep = new Error(`${i}`, { cause: deep });
    expect(values(await report(deep)).map(({ value }) => value)).toEqual(['14', '15', '16', '17', '18', '19']);
  });

  it('that are plain objects are told, with what they hold', async () => {
    const event = await report(new PaymentError('x', { cause: { status: 500, password: 'hunter2' } }));
    expect(values(event)[0]?.value).toContain('status');
    expect(event.contexts?.['PaymentError']).toEqual({ cause: { status: 500, password: '[Filtered]' }, code: 'card_declined' });
  });

  it.each(['timed out', 42, false, 7n])('that are no objects stand with the fields of their error: %s', async cause => {
    const told = typeof cause === 'bigint' ? `[BigInt: ${cause}]` : cause;
    expect((await report(new Error('x', { cause }))).contexts?.['Error']).toEqual({ cause: told });
  });

  it.each([undefined, () => 1, new RangeError('linked')])('that say nothing, or are linked, are no field: %s', async cause => {
    const { contexts } = await report(new Error('x', { cause }));
    expect(contexts?.['Error']).toBeUndefined();
  });
});

describe('an error in the place of a message', () => {
  it.each<['error' | 'warning', SeverityLevel | undefined]>([
    ['error', undefined],
    ['warning', 'warning'],
  ])('is reported as the error it is, with level %s', async (expected, level) => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options });
    const error = new PaymentError('no') as unknown as Error & string;
    const id = client.captureMessage(error, level);
    expect(client.captureException(error)).toBe(id);
    await client.flush();
    const [event] = kit.events() as [Event];
    expect(kit.events()).toHaveLength(1);
    expect(event).toMatchObject({ level: expected, contexts: { PaymentError: { code: 'card_declined' } } });
    expect(event.message).toBeUndefined();
    expect(values(event)).toMatchObject([{ type: 'PaymentError', value: 'no' }]);
    expect(topOf(event)?.filename).toContain('errors.test.ts');
  });
});

describe('what is not an error', () => {
  it.each([
    ['a string', 'broken', 'Error', 'broken'],
    ['undefined', undefined, 'Error', 'undefined'],
    ['null', null, 'Error', 'null'],
    ['a number', 7, 'Error', '7'],
    ['a symbol', Symbol('s'), 'Error', '[Symbol(s)]'],
    ['an object', { b: 1, a: 2 }, 'Error', 'Object captured as exception with keys: a, b'],
    ['a response', new Response('', { status: 404 }), 'Response', 'Response captured as exception: 404'],
    ['an object with a message', { message: 'hi', code: 1 }, 'Error', 'hi'],
    ['an event that holds an error', { error: new RangeError('inner') }, 'RangeError', 'inner'],
  ])('%s has a readable title', async (_what, thrown, type, value) => {
    const event = await report(thrown);
    expect(values(event).at(-1)).toMatchObject({ type, value });
  });

  it('keeps the object, and gets the stack of the call', async () => {
    const event = await report({ a: { b: 1 } });
    expect(event.extra).toEqual({ __serialized__: { a: { b: 1 } } });
    expect(topOf(event)?.filename).toContain('errors.test.ts');
    expect(values(event)[0]?.mechanism).toMatchObject({ synthetic: true });
  });

  it('has the stack that a copy of an error kept, as stores and other processes hand them on; a text that is none is not read as one', async () => {
    const stack = 'RangeError: no\nmore\n    at pay (http://shop.example/app.js:3:7)\n    at http://shop.example/app.js:9:1';
    const copy = await report({ name: 'RangeError', message: 'no\nmore', stack });
    expect(values(copy)).toMatchObject([{ type: 'RangeError', value: 'no\nmore' }]);
    expect(values(copy)[0]?.stacktrace?.frames?.map(({ lineno }) => lineno)).toEqual([9, 3]);
    expect(topOf(copy)).toMatchObject({ function: 'pay', filename: 'http://shop.example/app.js' });
    expect(topOf(await report({ message: 'x', stack: 'mean' }))?.filename).toContain('errors.test.ts');
  });

  it("attachStacktrace: false leaves that stack out, and messages' too", async () => {
    const event = await report('text', { attachStacktrace: false });
    expect(values(event)[0]?.stacktrace).toBeUndefined();
  });

  it('of a message makes no exception either; with it, one that has no type', async () => {
    const kit = createTestkit();
    createClient({ ...kit.options, attachStacktrace: false }).captureMessage('without');
    const client = createClient({ ...kit.options });
    client.captureMessage('with');
    await client.flush();
    const [without, attached] = kit.events() as [Event, Event];
    expect(without).toMatchObject({ level: 'info', message: 'without' });
    expect(without.exception).toBeUndefined();
    expect(attached).toMatchObject({
      level: 'info',
      message: 'with',
      exception: { values: [{ value: 'with', mechanism: { synthetic: true, handled: true } }] },
    });
    expect(values(attached)[0]).not.toHaveProperty('type');
  });

  it('inAppInclude and inAppExclude leave the other frames what the parser has found', async () => {
    const frames = [
      { filename: '/linked/sdk.js', in_app: false },
      { filename: '/shop/a.js', in_app: true },
      { filename: '/shop/b.js', in_app: true },
      { filename: 'node:fs' },
      { filename: '/shop/c.js' },
    ];
    const event = await report(new Error('no'), {
      stackParser: () => frames.map(frame => ({ ...frame })),
      inAppInclude: ['node:fs'],
      inAppExclude: ['b.js'],
    });
    expect(values(event)[0]?.stacktrace?.frames?.map(frame => frame.in_app)).toEqual([false, true, false, true, true]);
  });

  it('maxValueLength cuts, inAppExclude decides', async () => {
    const event = await report(new Error('0123456789'), { maxValueLength: 4, inAppExclude: ['errors.test.ts'] });
    expect(values(event)[0]?.value).toBe('0123...');
    expect(topOf(event)).toMatchObject({ in_app: false });
  });

  it('rejected says so', async () => {
    const event = await report('nope', {}, { mechanism: { type: 'auto.node.onunhandledrejection', handled: false } });
    expect(values(event)).toMatchObject([
      { type: 'UnhandledRejection', value: 'Non-Error promise rejection captured with value: nope', mechanism: { handled: false } },
    ]);
  });
});

describe('anything at all', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const hostile = new Proxy(new Error('x'), {
    get() {
      throw new Error('get');
    },
    getPrototypeOf() {
      throw new Error('proto');
    },
    ownKeys() {
      throw new Error('keys');
    },
  });
  const getter = Object.defineProperty(new Error('x'), 'message', {
    get() {
      throw new Error('getter');
    },
  });
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  it.each([
    ['a revoked Proxy', revoked.proxy],
    ['a throwing Proxy', hostile],
    ['a throwing getter', getter],
    ['a cycle', cyclic],
    ['a BigInt', 10n],
    ['a 5 MB string', 'x'.repeat(5_000_000)],
    ['an error with a 5 MB message', new Error('x'.repeat(5_000_000))],
    ['a class', class {}],
    ['a function', () => {}],
    ['a null-prototype object', Object.create(null)],
    ['an error with a hostile cause', new Error('x', { cause: hostile })],
    ['an error whose stack is a number', Object.assign(new Error('x'), { stack: 5 })],
  ])('%s yields an event, never a throw', async (_what, thrown) => {
    const event = await report(thrown);
    expect(JSON.stringify(event).length).toBeLessThan(200_000);
    expect(values(event).length).toBeGreaterThan(0);
  });
});
