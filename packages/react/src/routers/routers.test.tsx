// @vitest-environment happy-dom
import * as tanstack from '@tanstack/react-router';
import { createTestkit } from '@vigil/testkit';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import * as v6 from 'react-router6';
import * as v7 from 'react-router7';
import * as v8 from 'react-router8';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import * as Vigil from '../index';

const box = document.body.appendChild(document.createElement('div'));
let root: ReturnType<typeof createRoot>;
let warn: Mock<(line: unknown) => void>;
let kit: ReturnType<typeof createTestkit>;

beforeEach(() => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  root = createRoot(box, { onCaughtError: () => {} });
  start();
});
afterEach(async () => {
  act(() => root.unmount());
  await Vigil.close();
  Vigil.getIsolationScope().clear();
});

function start(integrations: Vigil.Integration[] = []) {
  warn = vi.fn();
  kit = createTestkit();
  Vigil.init({ ...kit.options, defaultIntegrations: false, logger: { warn }, integrations });
}
async function routeNow(): Promise<string | undefined> {
  const id = Vigil.captureMessage('where');
  await Vigil.flush();
  return kit.events().find(event => event.event_id === id)?.transaction;
}
function Failing(): ReactNode {
  throw new Error('no order');
}

function Matched({ use }: { use: () => ReactNode }): ReactNode {
  return use() ?? <p>nothing here</p>;
}

describe('setRouteTemplate', () => {
  it('names the route of events until it is told another', async () => {
    Vigil.setRouteTemplate('/orders/:id');
    expect(await routeNow()).toBe('/orders/:id');
    Vigil.setRouteTemplate(undefined);
    expect(await routeNow()).toBeUndefined();
  });
});

describe.each([
  ['6', v6 as unknown as typeof v7, Vigil.wrapCreateMemoryRouterV6, Vigil.wrapUseRoutesV6, Vigil.withSentryReactRouterV6Routing],
  ['7', v7, Vigil.wrapCreateMemoryRouterV7, Vigil.wrapUseRoutesV7, Vigil.withSentryReactRouterV7Routing],
  ['8', v8 as unknown as typeof v7, Vigil.wrapCreateMemoryRouter, Vigil.wrapUseRoutes, Vigil.wrapReactRouterRouting],
])('React Router %s', (_version, router, wrapCreate, wrapUseRoutes, withRouting) => {
  const options = {
    useLocation: router.useLocation,
    createRoutesFromChildren: router.createRoutesFromChildren as Vigil.ReactRouterOptions['createRoutesFromChildren'],
    matchRoutes: router.matchRoutes,
  };

  it('a data router names each route it goes to, nested ones whole', async () => {
    const routes = [
      { path: '/', children: [{ path: 'shops/:shop', children: [{ path: 'orders/:id', element: null }] }] },
      { path: '/cart', element: null },
    ];
    const made = wrapCreate(router.createMemoryRouter)(routes, { initialEntries: ['/shops/7/orders/1001'], basename: '/' });
    expect(await routeNow()).toBe('/shops/:shop/orders/:id');
    await act(() => made.navigate('/cart?token=1'));
    expect(await routeNow()).toBe('/cart');
  });

  it('<Routes> name the route before its first render can fail', async () => {
    start([Vigil.reactRouterV7BrowserTracingIntegration(options)]);
    const Routes = withRouting(router.Routes);
    act(() =>
      root.render(
        <router.MemoryRouter initialEntries={['/orders/1001']}>
          <Vigil.ErrorBoundary fallback={<p>sorry</p>}>
            <Routes>
              <router.Route path="/orders/:id" element={<Failing />} />
            </Routes>
          </Vigil.ErrorBoundary>
        </router.MemoryRouter>,
      ),
    );
    await Vigil.flush();
    expect([box.textContent, kit.events()[0]?.transaction, Routes.displayName]).toEqual(['sorry', '/orders/:id', 'sentryRoutes(Routes)']);
  });

  describe('routes inside of a splat route', () => {
    const Inside = withRouting(router.Routes);
    const inner = (
      <Inside>
        <router.Route path=":id/orders/:order" element={<p>order</p>} />
        <router.Route index element={<p>all</p>} />
      </Inside>
    );
    const outside = (element: ReactNode) => {
      const Outside = withRouting(router.Routes);
      return (
        <Outside>
          <router.Route path="/users/*" element={element} />
        </Outside>
      );
    };
    beforeEach(() => start([Vigil.reactRouterV7BrowserTracingIntegration(options)]));

    it.each([
      ['/users/7/orders/8', '/users/:id/orders/:order', 'order'],
      ['/users', '/users', 'all'],
      ['/users/7', '/users/*', ''],
    ])('go on with the name of a data router: %s', async (path, template, text) => {
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      const made = wrapCreate(router.createMemoryRouter)([{ path: '/users/*', element: inner }], {
        initialEntries: [`/app${path}`],
        basename: '/app',
      });
      await act(async () => root.render(<router.RouterProvider router={made} />));
      expect([box.textContent, await routeNow()]).toEqual([text, `/app${template}`]);
      // the router tells its listeners, and what is shown stays
      await act(() => made.revalidate());
      expect(await routeNow()).toBe(`/app${template}`);
      vi.restoreAllMocks();
    });

    it('go on with the name of other <Routes>, however often those render', async () => {
      const page = () => <router.MemoryRouter initialEntries={['/users/7/orders/8']}>{outside(inner)}</router.MemoryRouter>;
      act(() => root.render(page()));
      expect([box.textContent, await routeNow()]).toEqual(['order', '/users/:id/orders/:order']);
      act(() => root.render(page()));
      expect(await routeNow()).toBe('/users/:id/orders/:order');
    });

    it('leave the name alone where nobody can tell where they stand', async () => {
      vi.spyOn(console, 'warn').mockImplementation(() => {});
      const layout = (
        <>
          <Inside>
            <router.Route path="*" element={<p>menu</p>} />
          </Inside>
          <router.Outlet />
        </>
      );
      const made = wrapCreate(router.createMemoryRouter)(
        [{ path: '/', element: layout, children: [{ path: 'carts/:id', element: null }] }],
        {
          initialEntries: ['/carts/7'],
        },
      );
      await act(async () => root.render(<router.RouterProvider router={made} />));
      expect([box.textContent, await routeNow()]).toEqual(['menu', '/carts/:id']);
      vi.restoreAllMocks();
    });
  });

  it('useRoutes does, and still answers null where nothing matches', async () => {
    start([Vigil.reactRouterV6BrowserTracingIntegration(options)]);
    const useRoutes = wrapUseRoutes(router.useRoutes);
    const page = (path: string) => (
      <router.MemoryRouter initialEntries={['/orders/1001']}>
        <Matched use={() => useRoutes([{ path, element: <p>order</p> }])} />
      </router.MemoryRouter>
    );
    act(() => root.render(page('/orders/:id')));
    expect([box.textContent, await routeNow()]).toEqual(['order', '/orders/:id']);
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    act(() => root.render(page('/carts/:id')));
    expect([box.textContent, await routeNow()]).toEqual(['nothing here', undefined]);
    vi.restoreAllMocks();
  });

  it('says so when it was not given the functions of the router', () => {
    start([Vigil.reactRouterV6BrowserTracingIntegration({} as Vigil.ReactRouterOptions)]);
    const Routes = withRouting(router.Routes);
    act(() =>
      root.render(
        <router.MemoryRouter>
          <Routes>
            <router.Route path="/" element={<p>home</p>} />
          </Routes>
        </router.MemoryRouter>,
      ),
    );
    expect([box.textContent, warn.mock.calls.map(([line]) => line)]).toEqual(['home', ['[vigil] V003 init', '[vigil] V088 React Router']]);
  });
});

describe('the router of TanStack', () => {
  it('names the route it starts with and each it goes to', async () => {
    const rootRoute = tanstack.createRootRoute();
    const route = (path: string) => tanstack.createRoute({ getParentRoute: () => rootRoute, path, component: () => null });
    const made = tanstack.createRouter({
      routeTree: rootRoute.addChildren([route('/'), route('/orders/$id')]),
      history: tanstack.createMemoryHistory({ initialEntries: ['/orders/1001'] }),
    });
    start([Vigil.tanstackRouterBrowserTracingIntegration(made)]);
    expect(await routeNow()).toBe('/orders/$id');
    await made.load();
    await made.navigate({ to: '/' });
    expect(await routeNow()).toBe('/');
  });

  it('navigates though it fails to say what matches', () => {
    const listeners: Array<(event: { toLocation: { pathname: string } }) => void> = [];
    const matchRoutes = vi.fn(() => [{ routeId: '/' }]);
    const router: Vigil.TanstackRouterLike = {
      state: { location: { pathname: '/' } },
      matchRoutes,
      subscribe(_event, listener) {
        listeners.push(listener);
        return () => {};
      },
    };
    start([Vigil.tanstackRouterBrowserTracingIntegration(router)]);
    matchRoutes.mockImplementation(() => {
      throw new URIError('URI malformed');
    });
    for (const each of listeners) expect(() => each({ toLocation: { pathname: '/%' } })).not.toThrow();
    expect(listeners).toHaveLength(1);
  });
});
