import { expect, it } from 'vitest';
import { getIsolationScope, setTenant, withIsolationScope } from './index';

const told = () => {
  const { tags, contexts } = getIsolationScope().getScopeData();
  return { tag: tags['tenant'], context: contexts['tenant'] };
};

it.each<[given: Parameters<typeof setTenant>[0], tag: unknown, context: unknown]>([
  ['t1', 't1', { id: 't1' }],
  [7, 7, { id: 7 }],
  [{ id: 't1', name: 'Acme', plan: 'pro' }, 't1', { id: 't1', name: 'Acme', plan: 'pro' }],
])('%j is a tag to search by and a context', (given, tag, context) => {
  withIsolationScope(() => {
    setTenant(given);
    expect(told()).toEqual({ tag, context });
  });
});

it('null clears, anything else is ignored', () => {
  withIsolationScope(() => {
    setTenant('t1');
    for (const bad of [undefined, {}, [], true, { id: {} }] as never[]) setTenant(bad);
    expect(told().tag).toBe('t1');
    setTenant(null);
    expect(told()).toEqual({ tag: undefined, context: undefined });
  });
});
