import { createTestkit } from '@vigil/testkit';
import type { ReactElement } from 'react';
import { expect, it } from 'vitest';
import * as Vigil from '../index';

// Written as for Sentry: what the callbacks are given is known to the strict compiler.

it('the transformers of createReduxEnhancer', () => {
  interface State {
    user: { name: string };
  }
  const enhancer = Vigil.createReduxEnhancer({
    actionTransformer: action => (action.type === 'login' ? { ...action, password: null } : action),
    stateTransformer: state => (state ? null : state),
    attachReduxState: false,
  });
  const typed = Vigil.createReduxEnhancer({ stateTransformer: (state: State | undefined) => ({ ...state, user: state?.user.name }) });
  expect(enhancer(typed(7))).toBe(7);
});

it('Profiler, as the types of React 17 want a component', () => {
  const component: (props: { name: string }) => ReactElement | null = Vigil.Profiler;
  expect(component({ name: 'cart' })).toMatchObject({ props: {} });
});

it('the hint of beforeBreadcrumb, as named and as cast', async () => {
  const kit = createTestkit();
  const client = Vigil.init({
    ...kit.options,
    defaultIntegrations: false,
    beforeBreadcrumb(breadcrumb, hint) {
      const click = hint?.event as MouseEvent | undefined;
      breadcrumb.message = hint?.event?.target?.textContent ?? undefined;
      breadcrumb.data = { x: click?.clientX, status: hint?.response?.status };
      return breadcrumb;
    },
  });
  Vigil.addBreadcrumb({ category: 'ui.click' }, { event: { target: { textContent: 'Pay' }, clientX: 3 } });
  Vigil.captureException(new Error('no'));
  await client.close();
  expect(kit.events()[0]?.breadcrumbs?.map(({ message, data }) => [message, data])).toEqual([['Pay', { x: 3 }]]);
});
