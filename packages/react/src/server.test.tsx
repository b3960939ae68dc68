import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import * as Vigil from './index';

function Broken(): React.ReactNode {
  throw new Error('x');
}

it("on a server children are rendered, and what they throw is the renderer's", () => {
  expect(typeof globalThis.document).toBe('undefined');
  const page = (child: React.ReactNode) => <Vigil.ErrorBoundary fallback={<p>sorry</p>}>{child}</Vigil.ErrorBoundary>;
  expect(renderToString(page(<p>three items</p>))).toBe('<p>three items</p>');
  expect(() => renderToString(page(<Broken />))).toThrow('x');
  expect(renderToString(<Vigil.Profiler name="cart">{'inside'}</Vigil.Profiler>)).toBe('inside');
});
