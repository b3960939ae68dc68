import { configureStore, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { createTestkit } from '@vigil/testkit';
import { createStore, type Reducer, type StoreEnhancer } from 'redux';
import { afterEach, expect, it, vi } from 'vitest';
import * as Vigil from '../index';

let client: Vigil.Client | undefined;
afterEach(() => client?.close());

function start(options: object = {}) {
  const kit = createTestkit();
  Vigil.getIsolationScope().clear();
  client = Vigil.init({ ...kit.options, defaultIntegrations: false, ...options });
  const report = async () => {
    await client?.outcome(Vigil.captureException(new Error('failed')));
    const event = kit.events().at(-1);
    const attached = kit.envelopes().flatMap(([, items]) => items.map(([headers]) => headers).filter(({ type }) => type === 'attachment'));
    return { event, crumbs: event?.breadcrumbs?.filter(({ category }) => category === 'redux.action'), attached };
  };
  return { kit, report };
}
const cart = createSlice({
  name: 'cart',
  initialState: { items: 0, card: '' },
  reducers: {
    add: (state, { payload }: PayloadAction<number>) => {
      state.items += payload;
    },
    pay: (state, { payload }: PayloadAction<string>) => {
      state.card = payload;
    },
  },
});
type State = ReturnType<typeof cart.reducer>;
const { add, pay } = cart.actions;
const storeWith = (options?: Vigil.SentryEnhancerOptions<State>) =>
  configureStore({
    reducer: cart.reducer,
    enhancers: enhancers => enhancers().concat(Vigil.createReduxEnhancer(options) as StoreEnhancer),
  });

it('leaves a breadcrumb of each action, by its type alone, and nothing of the state', async () => {
  const { kit, report } = start();
  const store = storeWith();
  store.dispatch(add(2));
  store.dispatch(pay('what ann typed'));
  expect(store.getState()).toEqual({ items: 2, card: 'what ann typed' });
  const { crumbs, event } = await report();
  expect(crumbs?.map(({ type, message, data }) => [type, message, data])).toEqual([
    ['info', 'cart/add', undefined],
    ['info', 'cart/pay', undefined],
  ]);
  expect(event?.contexts?.['state']).toBeUndefined();
  expect(JSON.stringify(kit.envelopes())).not.toContain('ann typed');
});

it('hands over what the transformers let go, as it is when the event is made', async () => {
  const { report } = start();
  const stateTransformer = vi.fn((state: State | undefined) => ({ ...state, card: undefined, password: 'p' }));
  const store = storeWith({ actionTransformer: action => (action.type === 'cart/pay' ? null : action), stateTransformer });
  for (const count of [1, 2, 3]) store.dispatch(add(count));
  store.dispatch(pay('1'));
  expect(stateTransformer).not.toHaveBeenCalled();
  const { crumbs, event, attached } = await report();
  expect(crumbs?.map(({ message, data }) => [message, data])).toEqual(
    [1, 2, 3].map(payload => ['cart/add', { type: 'cart/add', payload }]),
  );
  expect(event?.contexts?.['state']).toEqual({ state: { type: 'redux', value: { items: 6, password: '[Filtered]' } } });
  expect(attached.map(({ filename }) => filename)).toEqual(['redux_state.json']);
});

it.each([
  ['attachReduxState is false', { attachReduxState: false }, 'x'],
  ['it is too much', {}, 'x'.repeat(300_000)],
  ['JSON cannot say it', {}, 1n],
])('attaches no state where %s', async (_case, options, note) => {
  const { report } = start();
  storeWith({ ...options, stateTransformer: () => ({ note }) });
  const { event, attached } = await report();
  expect(event?.contexts?.['state']).toMatchObject({ state: { type: 'redux' } });
  expect(attached).toEqual([]);
});

it('sends no state where the transformer gives none', async () => {
  const { report } = start();
  storeWith({ stateTransformer: () => null });
  expect((await report()).event?.contexts?.['state']).toBeUndefined();
});

it('tells the scope of each state', async () => {
  const { report } = start();
  const store = storeWith({ configureScopeWithState: (scope, { items }) => void scope.setTag('items', items) });
  store.dispatch(add(2));
  expect((await report()).event?.tags).toMatchObject({ items: 2 });
});

it('watches reducers that take the place of others, with Redux alone', async () => {
  const { report } = start();
  const count: Reducer<number> = (state = 0, { type }) => (type === 'up' ? state + 1 : state);
  const store = createStore(count, 5, Vigil.createReduxEnhancer() as StoreEnhancer);
  store.dispatch({ type: 'up' });
  store.replaceReducer((state = 0, { type }) => (type === 'up' ? state + 10 : state));
  store.dispatch({ type: 'up' });
  expect(store.getState()).toBe(16);
  expect((await report()).crumbs?.map(({ message }) => message)).toEqual(['up', 'up']);
});

it('leaves what a reducer throws as it is, and a transformer that throws harms nothing', async () => {
  const warn = vi.fn();
  const { report } = start({ logger: { warn } });
  const fail = () => {
    throw new Error('transformer');
  };
  const store = storeWith({ actionTransformer: fail, stateTransformer: fail, configureScopeWithState: fail });
  store.dispatch(add(1));
  expect(store.getState().items).toBe(1);
  expect((await report()).crumbs?.map(({ message, data }) => [message, data])).toEqual([['cart/add', undefined]]);
  expect(warn.mock.calls.map(([line]) => String(line).split(' ').slice(1, 3).join(' '))).toEqual([
    'V041 configureScopeWithState',
    'V041 actionTransformer',
    'V041 stateTransformer',
  ]);
  const own = new Error('reducer');
  const broken = createStore((state: number = 0, { type }: { type: string }) => {
    if (type === 'break') throw own;
    return state;
  }, Vigil.createReduxEnhancer() as StoreEnhancer);
  expect(() => broken.dispatch({ type: 'break' })).toThrow(own);
});

it('without a client, and given nothing of use, the store is as without', () => {
  const count: Reducer<number> = (state = 0) => state + 1;
  for (const options of [undefined, null, 5, { actionTransformer: 5, stateTransformer: {}, configureScopeWithState: 'no' }] as never[]) {
    const store = createStore(count, Vigil.createReduxEnhancer(options) as StoreEnhancer);
    store.dispatch({ type: 'up' });
    expect(store.getState()).toBe(2);
  }
});
