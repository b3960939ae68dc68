// @vitest-environment happy-dom
import { createTestkit, type Testkit } from '@vigil/testkit';
import { act, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Vigil from './index';

let kit: Testkit;
let box: HTMLElement;

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  kit = createTestkit();
  box = document.body.appendChild(document.createElement('div'));
  Vigil.init({ ...kit.options, defaultIntegrations: false });
});
afterEach(async () => {
  await Vigil.close();
  vi.restoreAllMocks();
});

function Cart({ error }: { error: unknown }): ReactNode {
  throw error;
}
/** `act` takes for itself what nobody caught. */
function renderAsPagesDo(root: Root, page: ReactNode): void {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
  flushSync(() => root.render(page));
}
const events = async () => {
  await Vigil.flush();
  return kit.events();
};
const mechanisms = async () => (await events()).map(event => event.exception?.values?.at(-1)?.mechanism);
const every = (handler: (error: unknown, info: object) => void) => ({
  onCaughtError: handler,
  onUncaughtError: handler,
  onRecoverableError: handler,
});

describe('reactErrorHandler', () => {
  it('reports what nobody caught, with the component stack, and calls back with the id', async () => {
    const error = new Error('uncaught');
    const callback = vi.fn();
    const root = createRoot(box, every(Vigil.reactErrorHandler(callback)));
    renderAsPagesDo(root, <Cart error={error} />);
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    expect(event?.exception?.values?.map(({ type }) => type)).toEqual(['React ErrorBoundary Error', 'Error']);
    expect(callback.mock.calls).toEqual([[error, expect.objectContaining({ componentStack: expect.any(String) }), event?.event_id]]);
    expect(await mechanisms()).toMatchObject([{ type: 'auto.function.react.error_handler', handled: true }]);
  });

  it('without a callback prints what React would, and counts as unhandled', async () => {
    const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
    const error = new Error('uncaught');
    const root = createRoot(box, every(Vigil.reactErrorHandler()));
    renderAsPagesDo(root, <Cart error={error} />);
    expect(printed.mock.calls).toEqual([[error]]);
    expect(await mechanisms()).toMatchObject([{ type: 'auto.function.react.error_handler', handled: false }]);
  });

  it('leaves to an ErrorBoundary what that catches: one event, with its tags', async () => {
    const callback = vi.fn();
    const root = createRoot(box, every(Vigil.reactErrorHandler(callback)));
    act(() =>
      root.render(
        <Vigil.ErrorBoundary fallback={<p />} beforeCapture={scope => scope.setTag('area', 'cart')}>
          <Cart error={new Error('caught')} />
        </Vigil.ErrorBoundary>,
      ),
    );
    expect(callback).toHaveBeenCalledTimes(1);
    expect(await events()).toMatchObject([{ tags: { area: 'cart' } }]);
    expect(await mechanisms()).toMatchObject([{ type: 'auto.function.react.error_boundary' }]);
    act(() => root.unmount());
  });

  it('reports what React recovered from', async () => {
    const page = document.body.appendChild(document.createElement('div'));
    page.innerHTML = '<p>of the server</p>';
    await act(async () => {
      hydrateRoot(page, <p>of the page</p>, every(Vigil.reactErrorHandler(() => {})));
    });
    expect((await events()).map(event => event.exception?.values?.at(-1)?.value)).toEqual([expect.stringContaining('Hydration failed')]);
  });
});

describe('the same error object', () => {
  it('in a boundary, a root handler, a global handler and by hand is one event', async () => {
    const error = new Error('once');
    const ids: unknown[] = [];
    const root = createRoot(box, every(Vigil.reactErrorHandler((_error, _info, id) => ids.push(id))));
    act(() =>
      root.render(
        <Vigil.ErrorBoundary fallback={<p />} onError={(_error, _stack, id) => ids.push(id)}>
          <Cart error={error} />
        </Vigil.ErrorBoundary>,
      ),
    );
    ids.push(Vigil.captureException(error, { mechanism: { type: 'onerror', handled: false } }), Vigil.captureException(error));
    const [event, ...more] = await events();
    expect(more).toEqual([]);
    expect(ids).toEqual([undefined, event?.event_id, event?.event_id, event?.event_id]);
    act(() => root.unmount());
  });
});
