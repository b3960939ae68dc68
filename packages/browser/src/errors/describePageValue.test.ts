// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { describePageValue } from './describePageValue';

test.each([undefined, null, 'text', 1, {}, [], new Error('a'), { type: 'boom' }, () => {}])('%s is nothing of the page', value => {
  expect(describePageValue(value)).toBeUndefined();
});

test('what cannot be read is nothing of the page', () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  expect(() => describePageValue(proxy)).toThrow(TypeError);
});

test('an exception of WebAssembly says what Emscripten wrote on it', () => {
  const thrown = { [Symbol.toStringTag]: 'WebAssembly.Exception', message: ['std::out_of_range', 'vector'] };
  expect(describePageValue(thrown)?.title).toEqual({ type: 'std::out_of_range', value: 'vector' });
});

test('an event is described by type and target, and what it carries', () => {
  const event = Object.assign(new CustomEvent('pay', { detail: { sum: 7 } }), { [Symbol.toStringTag]: 'CustomEvent' });
  expect(describePageValue(event)).toMatchObject({
    title: { type: 'CustomEvent', value: 'CustomEvent `pay` captured as exception' },
    summary: { type: 'pay', detail: { sum: 7 } },
  });
});
