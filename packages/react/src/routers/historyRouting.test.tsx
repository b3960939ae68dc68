// @vitest-environment happy-dom
import { createTestkit } from '@vigil/testkit';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import * as v5 from 'react-router5';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import * as Vigil from '../index';

const { MemoryRouter, Route, Router, Switch, matchPath } = v5;
type History = NonNullable<Vigil.HistoryRouterOptions['history']> & { push(path: string): void; location: { pathname: string } };

const box = document.body.appendChild(document.createElement('div'));
let root: ReturnType<typeof createRoot>;
let warn: Mock<(line: unknown) => void>;
let kit: ReturnType<typeof createTestkit>;
let history: History;
const SentryRoute = Vigil.withSentryRouting(Route);

/** The history of a router at `path`, made by the router itself. */
function historyAt(path: string): History {
  const router = new MemoryRouter({ initialEntries: [path] } as never) as unknown as { history: History };
  return router.history;
}
function start(options: Partial<Vigil.HistoryRouterOptions> = {}) {
  warn = vi.fn();
  kit = createTestkit();
  const integrations = [Vigil.reactRouterV5BrowserTracingIntegration({ history, ...options })];
  Vigil.init({ ...kit.options, defaultIntegrations: false, logger: { warn }, integrations });
}
beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  root = createRoot(box, { onCaughtError: () => {} });
});
afterEach(async () => {
  act(() => root.unmount());
  await Vigil.close();
  Vigil.getIsolationScope().clear();
});

async function routeNow(): Promise<string | undefined> {
  const id = Vigil.captureMessage('where');
  await Vigil.flush();
  return kit.events().find(event => event.event_id === id)?.transaction;
}
const go = (path: string) => act(async () => history.push(path));
function Failing(): ReactNode {
  throw new Error('no order');
}
function show(): void {
  act(() =>
    root.render(
      <Router history={history as never}>
        <Switch>
          <SentryRoute path="/orders/:id/edit">edit</SentryRoute>
          <SentryRoute path="/orders/:id">
            <Vigil.ErrorBoundary fallback={<p>sorry</p>}>
              <Route path="/orders/broken" component={Failing} />
            </Vigil.ErrorBoundary>
          </SentryRoute>
          <Route path="/plain">plain</Route>
        </Switch>
      </Router>,
    ),
  );
}

describe('React Router 5', () => {
  it.each([
    ['the client', [start, show]],
    ['the router', [show, start]],
  ])('withSentryRouting names by the route that matches, whoever listens first: %s', async (_first, steps) => {
    history = historyAt('/orders/7');
    for (const step of steps) step();
    expect(await routeNow()).toBe('/orders/:id');
    await go('/orders/8/edit');
    expect([box.textContent, await routeNow()]).toEqual(['edit', '/orders/:id/edit']);
    // deeper than the route: not the page that it names
    await go('/orders/8/edit/more');
    expect(await routeNow()).toBeUndefined();
    await go('/orders/9');
    expect(await routeNow()).toBe('/orders/:id');
    await go('/plain');
    expect([box.textContent, await routeNow()]).toEqual(['plain', undefined]);
  });

  it('an error of the first render has the name', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    history = historyAt('/orders/broken');
    start();
    show();
    await Vigil.flush();
    expect([box.textContent, kit.events()[0]?.transaction]).toEqual(['sorry', '/orders/:id']);
    vi.restoreAllMocks();
  });

  it('routes and matchPath name without a wrapped route, as a Switch would', async () => {
    history = historyAt('/users/7/orders/8');
    const orders = { path: '/users/:id', routes: [{ path: '/users/:id/orders/:order', exact: true }, { path: '/users/:id' }] };
    start({ routes: [{ path: '/users', exact: true }, orders, { routes: [{ path: ['/a', '/b'] }] }], matchPath });
    expect(await routeNow()).toBe('/users/:id/orders/:order');
    for (const [path, template] of [
      ['/users', '/users'],
      ['/users/5', '/users/:id'],
      ['/users/5/other', undefined],
      ['/b', '/b'],
      ['/nowhere', undefined],
    ] as const) {
      history.push(path);
      expect([path, await routeNow()]).toEqual([path, template]);
    }
  });

  it('a router that is closed names no more', async () => {
    history = historyAt('/users');
    start({ routes: [{ path: '/users' }, { path: '/carts' }], matchPath });
    await Vigil.close();
    Vigil.getIsolationScope().clear();
    history.push('/carts');
    expect(Vigil.getIsolationScope().getScopeData().transactionName).toBeUndefined();
  });

  it('without a history it says so, once, and changes nothing', () => {
    history = undefined as never;
    start();
    expect(warn.mock.calls).toEqual([[expect.stringContaining('V088')]]);
    expect(SentryRoute).toHaveProperty('displayName', 'sentryRoute(Route)');
  });
});
