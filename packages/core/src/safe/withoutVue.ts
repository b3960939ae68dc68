import { peek } from '../base/guards';

/**
 * What a value of Vue's reactivity stands for: of a ref what it holds, of a proxy the object behind it. To read such a value by itself
 * makes the effect that runs depend on all of it.
 */
export function withoutVue(value: unknown): unknown {
  const held = peek(value, '__v_isRef') === true ? peek(value, '_value') : value;
  return peek(held, '__v_raw') ?? held;
}
