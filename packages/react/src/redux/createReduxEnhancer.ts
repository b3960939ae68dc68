import { addBreadcrumb, checkOptionsOf, getClient, getCurrentScope, getIsolationScope, peek, type Scope, safely } from '@vigil/browser';
import { noteState } from './noteState';

export interface SentryEnhancerOptions<S = Record<string, unknown>, A = { type?: unknown; [key: string]: unknown }> {
  /** Whether events have what `stateTransformer` gives as the attachment `redux_state.json` too, as it is. Default true. */
  attachReduxState?: boolean | undefined;
  /** What of an action becomes `data` of its breadcrumb; null: no breadcrumb. Without it a breadcrumb says the action's type alone. */
  actionTransformer?: ((action: A) => unknown) | undefined;
  /** What of the state goes along with an event; null, or no such function: nothing. Asked when an event is made. */
  stateTransformer?: ((state: S | undefined) => unknown) | undefined;
  /** Called with the current scope and each new state. */
  configureScopeWithState?: ((scope: Scope, state: S) => void) | undefined;
}

type Reducer = (state: unknown, action: unknown) => unknown;
interface Store {
  replaceReducer(reducer: Reducer): void;
}
type CreateStore = (reducer: Reducer, ...rest: unknown[]) => Store;

/** What a function of the application's answers; nothing where it throws: a reducer must not fail for it. */
const asked = <T>(name: string, ask: () => T): T | undefined => safely(ask, () => void getClient()?.warn('V041', name));

/**
 * A store enhancer for Redux: a breadcrumb (`redux.action`) of each action, and of the state what `stateTransformer` lets go along, in
 * `contexts.state`. What an action carries and what the state holds stays in the page unless a transformer hands it over.
 */
export function createReduxEnhancer<S = Record<string, unknown>, A = { type?: unknown; [key: string]: unknown }>(
  options?: SentryEnhancerOptions<S, A>,
): <N>(next: N) => N {
  const {
    attachReduxState = true,
    actionTransformer,
    stateTransformer,
    configureScopeWithState,
  } = checkOptionsOf('createReduxEnhancer', options);
  const stateOf = stateTransformer && ((state: unknown) => asked('stateTransformer', () => stateTransformer(state as S)));

  function leaveCrumb(action: unknown): void {
    const type = peek(action, 'type');
    // what Redux tells its reducers of itself has another name in each run
    if (typeof type === 'string' && type.startsWith('@@redux/')) return;
    const data = actionTransformer && asked('actionTransformer', () => actionTransformer(action as A));
    if (data === null) return;
    addBreadcrumb({
      type: 'info',
      category: 'redux.action',
      message: typeof type === 'string' ? type : undefined,
      data: data as Record<string, unknown> | undefined,
    });
  }
  function watch(reducer: Reducer): Reducer {
    if (typeof reducer !== 'function') return reducer;
    return (state, action) => {
      const next = reducer(state, action);
      leaveCrumb(action);
      if (stateOf) noteState(getIsolationScope(), { state: next, stateOf, isAttached: attachReduxState });
      if (configureScopeWithState) asked('configureScopeWithState', () => configureScopeWithState(getCurrentScope(), next as S));
      return next;
    };
  }

  return next => {
    if (typeof next !== 'function') return next;
    const createStore: CreateStore = (reducer, ...rest) => {
      const store = (next as unknown as CreateStore)(watch(reducer), ...rest);
      const { replaceReducer } = store;
      return { ...store, replaceReducer: later => replaceReducer(watch(later)) };
    };
    return createStore as typeof next;
  };
}
