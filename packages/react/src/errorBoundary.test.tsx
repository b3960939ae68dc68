// @vitest-environment happy-dom
import { createTestkit, type Testkit } from '@vigil/testkit';
import { act, Component, type ReactNode, StrictMode, useEffect, useLayoutEffect } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import * as Vigil from './index';

let kit: Testkit;
let client: Vigil.Client;
let warn: Mock<(line: unknown) => void>;
let root: Root;
let box: HTMLElement;

beforeEach(() => {
  leaving = new Error('leaving');
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  warn = vi.fn();
  kit = createTestkit();
  client = Vigil.init({ ...kit.options, defaultIntegrations: false, logger: { warn } });
  box = document.body.appendChild(document.createElement('div'));
  // as an application without root handlers of its own, but quiet
  root = createRoot(box, { onCaughtError: () => {} });
});
afterEach(async () => {
  await act(() => root.unmount());
  box.remove();
  await client.close();
});

const show = (node: ReactNode) => act(() => root.render(node));
const events = async () => {
  await client.flush();
  return kit.events();
};
const said = () => warn.mock.calls.map(([line]) => String(line).split(' ').slice(1, 3).join(' '));

function Cart({ error }: { error?: unknown }): ReactNode {
  if (error !== undefined) throw error;
  return <p>three items</p>;
}

function Once({ run, children }: { run: () => void; children?: ReactNode }): ReactNode {
  useEffect(run, [run]);
  return children;
}
let leaving: Error;
const leave = () => {
  throw leaving;
};
class Chart extends Component {
  override componentWillUnmount = leave;
  override render() {
    return 'chart';
  }
}
function Page({ error }: { error?: Error }): ReactNode {
  return <Cart error={error} />;
}
Page.preload = () => 'data';

describe('an ErrorBoundary', () => {
  it('shows its children, a function of them too, or nothing', async () => {
    await show(<Vigil.ErrorBoundary fallback={<p>sorry</p>}>{() => <Cart />}</Vigil.ErrorBoundary>);
    expect(box.textContent).toBe('three items');
    await show(<Vigil.ErrorBoundary />);
    expect(box.textContent).toBe('');
    expect(await events()).toEqual([]);
  });

  it('shows the fallback and reports once, with the component stack as the last cause', async () => {
    const error = new TypeError('no cart', { cause: new Error('no session') });
    await show(
      <StrictMode>
        <Vigil.ErrorBoundary fallback={<p>sorry</p>}>
          <Cart error={error} />
        </Vigil.ErrorBoundary>
      </StrictMode>,
    );
    expect(box.textContent).toBe('sorry');
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    expect(event?.sdk?.name).toBe('vigil.javascript.react');
    expect(event?.contexts?.['react']).toMatchObject({ version: '19.3.1', componentStack: expect.stringContaining('Cart') });
    const values = event?.exception?.values ?? [];
    expect(values.map(({ type, value }) => `${type}: ${value}`)).toEqual([
      'React ErrorBoundary TypeError: no cart',
      'Error: no session',
      'TypeError: no cart',
    ]);
    expect(values[0]?.mechanism).toMatchObject({ type: 'chained', source: 'cause', parent_id: 1 });
    expect(values[0]?.stacktrace?.frames?.at(-1)).toMatchObject({
      function: 'Cart',
      filename: expect.stringContaining('errorBoundary.test'),
    });
    expect(values[2]?.mechanism).toMatchObject({ type: 'auto.function.react.error_boundary', handled: true });
    // the application's own objects are as they were
    expect([(error.cause as Error).message, Object.hasOwn(error.cause as Error, 'cause')]).toEqual(['no session', false]);
  });

  it.each([
    ['with a fallback', { fallback: <p /> }, true],
    ['without one', {}, false],
    ['as it is told', { fallback: <p />, handled: false }, false],
  ])('is handled %s', async (_case, props, handled) => {
    await show(
      <Vigil.ErrorBoundary {...props}>
        <Cart error={new Error('x')} />
      </Vigil.ErrorBoundary>,
    );
    expect((await events())[0]?.exception?.values?.at(-1)?.mechanism?.handled).toBe(handled);
  });

  it.each([['no funds'], [null], [0], [{ code: 1 }], [Symbol('s')], [Object.freeze(new Error('frozen'))]])(
    'catches and reports a thrown %s',
    async thrown => {
      const heard: unknown[] = [];
      await show(
        <Vigil.ErrorBoundary fallback={<p>sorry</p>} onError={error => heard.push(error)}>
          <Cart error={thrown} />
        </Vigil.ErrorBoundary>,
      );
      expect([box.textContent, heard]).toEqual(['sorry', [thrown]]);
      const [event] = await events();
      expect(event?.contexts?.['react']?.['componentStack']).toContain('Cart');
    },
  );

  it.each([
    ['frozen', Object.freeze(new Error('frozen'))],
    ['not to be given a cause', Object.defineProperty(new Error('sealed'), 'cause', { value: undefined })],
    ['with a text for a cause', new Error('text', { cause: 'a text' })],
  ])('%s: links the component stack to an error, and leaves the error as it is', async (_what, error) => {
    const before = Object.getOwnPropertyDescriptors(error);
    await show(
      <Vigil.ErrorBoundary fallback={<p>sorry</p>}>
        <Cart error={error} />
      </Vigil.ErrorBoundary>,
    );
    const values = (await events())[0]?.exception?.values;
    expect(values?.map(({ type }) => type)).toEqual(['React ErrorBoundary Error', 'Error']);
    expect(values?.[0]?.stacktrace?.frames?.some(frame => frame.function === 'Cart')).toBe(true);
    expect(Object.getOwnPropertyDescriptors(error)).toEqual(before);
  });

  it('a circle of causes ends, and the component stack is linked', async () => {
    const error: Error & { cause?: unknown } = new Error('round');
    error.cause = error;
    await show(
      <Vigil.ErrorBoundary fallback={<p>sorry</p>}>
        <Cart error={error} />
      </Vigil.ErrorBoundary>,
    );
    expect((await events())[0]?.exception?.values).toHaveLength(2);
  });

  it('tells its hooks in turn, the scope of beforeCapture being that event alone', async () => {
    const calls: string[] = [];
    const error = new Error('x');
    let id = '';
    await show(
      <Vigil.ErrorBoundary
        fallback={<p>sorry</p>}
        onMount={() => calls.push('mount')}
        beforeCapture={(scope, thrown, stack) => {
          scope.setTag('area', 'cart');
          calls.push(`capture ${thrown === error} ${stack.includes('Cart')}`);
        }}
        onError={(thrown, stack, eventId) => {
          id = eventId;
          calls.push(`error ${thrown === error} ${stack.includes('Cart')}`);
        }}
        onUnmount={(thrown, _stack, eventId) => calls.push(`unmount ${thrown === error} ${eventId === id}`)}
      >
        <Cart error={error} />
      </Vigil.ErrorBoundary>,
    );
    await show(null);
    Vigil.captureMessage('later');
    expect(calls).toEqual(['mount', 'capture true true', 'error true true', 'unmount true true']);
    const [event, later] = await events();
    expect([event?.event_id, event?.tags, later?.tags]).toEqual([id, { area: 'cart' }, undefined]);
  });

  it('hands the fallback what it needs, and starts again when it says so', async () => {
    let error: Error | undefined = new Error('flaky');
    const resets: unknown[] = [];
    await show(
      <Vigil.ErrorBoundary
        onReset={(thrown, _stack, eventId) => resets.push((thrown as Error).message, eventId)}
        fallback={({ error: thrown, componentStack, eventId, resetError }) => (
          <button type="button" onClick={resetError}>
            {`${thrown} ${componentStack.includes('Page')} ${eventId}`}
          </button>
        )}
      >
        {() => <Page error={error} />}
      </Vigil.ErrorBoundary>,
    );
    const [event] = await events();
    expect(box.textContent).toBe(`Error: flaky true ${event?.event_id}`);
    error = undefined;
    await act(() => box.querySelector('button')?.click());
    expect([box.textContent, resets]).toEqual(['three items', ['flaky', event?.event_id]]);
  });

  it('an inline fallback keeps its state when the parent renders again', async () => {
    let mounts = 0;
    const run = () => void mounts++;
    const page = () => (
      <Vigil.ErrorBoundary fallback={() => <Once run={run} />}>
        <Cart error={new Error('x')} />
      </Vigil.ErrorBoundary>
    );
    await show(page());
    await show(page());
    expect(mounts).toBe(1);
  });

  it('starts again when one of resetKeys changes, and not before', async () => {
    const page = (keys: unknown[], error?: Error) => (
      <Vigil.ErrorBoundary fallback={<p>sorry</p>} resetKeys={keys}>
        <Cart error={error} />
      </Vigil.ErrorBoundary>
    );
    await show(page([1, Number.NaN], new Error('x')));
    await show(page([1, Number.NaN]));
    expect(box.textContent).toBe('sorry');
    await show(page([2, Number.NaN]));
    expect(box.textContent).toBe('three items');
    // the keys changed with what failed: no reason to try again
    await show(page([3, Number.NaN], new Error('y')));
    expect(box.textContent).toBe('sorry');
    await show(page([3]));
    expect([box.textContent, (await events()).length]).toEqual(['three items', 2]);
  });
});

describe('what fails in an ErrorBoundary', () => {
  it.each(['onError', 'beforeCapture', 'onMount'])(
    '%s: a warning and an event of its own, the fallback is shown all the same',
    async name => {
      const fail = () => {
        throw new Error(`${name} is broken`);
      };
      await show(
        <Vigil.ErrorBoundary fallback={<p>sorry</p>} {...{ [name]: fail }}>
          <Cart error={new Error('x')} />
        </Vigil.ErrorBoundary>,
      );
      expect([box.textContent, said()]).toEqual(['sorry', [`V085 ${name}`]]);
      expect((await events()).map(event => event.exception?.values?.at(-1)?.value).sort()).toEqual([`${name} is broken`, 'x'].sort());
    },
  );

  const children: Array<[string, () => ReactNode]> = [
    ['a ref', () => <input ref={input => void (input || leave())} />],
    ['the cleanup of an effect', () => <>{useEffect(() => leave)}</>],
    ['the cleanup of a layout effect', () => <>{useLayoutEffect(() => leave)}</>],
    ['componentWillUnmount', () => <Chart />],
  ];
  /** Two children that throw as they are removed, and what takes them away. */
  async function showThenFail(Leaving: () => ReactNode, error: Error): Promise<void> {
    const page = (bad?: Error) => (
      <Vigil.ErrorBoundary fallback={({ error: first }) => <p>sorry: {`${first}`}</p>}>
        <Leaving />
        <Leaving />
        <Cart error={bad} />
      </Vigil.ErrorBoundary>
    );
    await show(page());
    await show(page(error));
  }

  it.each(children)('%s, of children that are removed: both errors once, and the fallback tells of the first', async (_what, Leaving) => {
    await showThenFail(Leaving, new Error('x'));
    expect(box.textContent).toBe('sorry: Error: x');
    const told = await events();
    expect(told.map(event => event.exception?.values?.at(-1)?.value)).toEqual(['x', 'leaving']);
    for (const { contexts } of told) expect(contexts?.['react']?.['componentStack']).toContain('\n    at ');
  });

  it.each(children)('%s, with what the render threw: one event, and the fallback', async (_what, Leaving) => {
    await showThenFail(Leaving, leaving);
    expect([box.textContent, (await events()).length]).toEqual(['sorry: Error: leaving', 1]);
  });

  it('the fallback, while it renders: the next boundary has it, both are reported once', async () => {
    const worse = new Error('worse');
    await show(
      <Vigil.ErrorBoundary fallback={<p>outer</p>}>
        <Vigil.ErrorBoundary fallback={() => <Cart error={worse} />}>
          <Cart error={new Error('x')} />
        </Vigil.ErrorBoundary>
      </Vigil.ErrorBoundary>,
    );
    expect(box.textContent).toBe('outer');
    expect((await events()).map(event => event.exception?.values?.at(-1)?.value)).toEqual(['x', 'worse']);
  });

  it('the fallback, in an effect: the same, and no loop', async () => {
    let runs = 0;
    const run = () => {
      runs++;
      throw new Error('late');
    };
    await show(
      <Vigil.ErrorBoundary fallback={<p>outer</p>}>
        <Vigil.ErrorBoundary fallback={<Once run={run}>inner</Once>}>
          <Cart error={new Error('x')} />
        </Vigil.ErrorBoundary>
      </Vigil.ErrorBoundary>,
    );
    expect([box.textContent, runs]).toEqual(['outer', 1]);
    expect((await events()).map(event => event.exception?.values?.at(-1)?.value)).toEqual(['x', 'late']);
  });

  it('the fallback, with no boundary above: React takes the tree down as it would', async () => {
    const worse = new Error('worse');
    const page = (
      <Vigil.ErrorBoundary fallback={() => <Cart error={worse} />}>
        <Cart error={new Error('x')} />
      </Vigil.ErrorBoundary>
    );
    // `act` throws what nobody caught
    expect(() => show(page)).toThrow(worse);
    expect(box.textContent).toBe('');
  });

  it('a page without init: the fallback is shown', async () => {
    await client.close();
    Vigil.setCurrentClient(undefined);
    await show(
      <Vigil.ErrorBoundary fallback={({ eventId }) => <p>{eventId.length}</p>}>
        <Cart error={new Error('x')} />
      </Vigil.ErrorBoundary>,
    );
    expect(box.textContent).toBe('32');
  });
});

describe('the dialog of an ErrorBoundary', () => {
  // a script that cannot be loaded is one whose dialog nobody sees
  beforeEach(() => {
    Object.assign((window as unknown as { happyDOM: { settings: object } }).happyDOM.settings, {
      handleDisabledFileLoadingAsSuccess: true,
    });
  });
  const scripts = () => [...document.querySelectorAll('script')].map(({ src }) => src);
  afterEach(() => {
    for (const script of document.querySelectorAll('script')) script.remove();
  });
  const page = (
    <Vigil.ErrorBoundary showDialog dialogOptions={{ title: 'Oh no' }} fallback={<p>sorry</p>}>
      <Cart error={new Error('x')} />
    </Vigil.ErrorBoundary>
  );

  it('opens once the server has the event', async () => {
    await show(page);
    const [event] = await events();
    await vi.waitFor(() => expect(scripts()).toHaveLength(1));
    expect(scripts()[0]).toContain(`title=Oh%20no&eventId=${event?.event_id}`);
  });

  it('stays shut when the event was not sent', async () => {
    client.addEventProcessor(() => null);
    await show(page);
    await events();
    await Promise.resolve();
    expect(scripts()).toEqual([]);
  });
});

describe('withErrorBoundary', () => {
  it('wraps a component under its name, with its statics', async () => {
    const Safe = Vigil.withErrorBoundary(Page, { fallback: <p>sorry</p> });
    expect([Safe.displayName, (Safe as typeof Page).preload()]).toEqual(['errorBoundary(Page)', 'data']);
    await show(<Safe />);
    expect(box.textContent).toBe('three items');
    await show(<Safe error={new Error('x')} />);
    expect(box.textContent).toBe('sorry');
  });
});
