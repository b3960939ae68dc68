import { createTestkit } from '@vigil/testkit';
import { Suspense } from 'react';
import { renderToReadableStream, renderToString } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import * as Vigil from './index';

function Broken(): React.ReactNode {
  throw new Error('x');
}

async function Late(): Promise<React.ReactNode> {
  await Promise.resolve();
  throw new Error('after the shell');
}

it("on a server children are rendered, and what they throw is the renderer's", () => {
  expect(typeof globalThis.document).toBe('undefined');
  const page = (child: React.ReactNode) => <Vigil.ErrorBoundary fallback={<p>sorry</p>}>{child}</Vigil.ErrorBoundary>;
  expect(renderToString(page(<p>three items</p>))).toBe('<p>three items</p>');
  expect(() => renderToString(page(<Broken />))).toThrow('x');
  expect(renderToString(<Vigil.Profiler name="cart">{'inside'}</Vigil.Profiler>)).toBe('inside');
});

it('what fails after the shell was sent is reported where React tells of it', async () => {
  const kit = createTestkit();
  Vigil.init({ ...kit.options, defaultIntegrations: false });
  const print = vi.spyOn(console, 'error').mockImplementation(() => {});
  const page = (
    <Vigil.ErrorBoundary fallback={<p>sorry</p>}>
      <Suspense fallback={<p>wait</p>}>
        <Late />
      </Suspense>
    </Vigil.ErrorBoundary>
  );
  const answer = new Response(await renderToReadableStream(page, { onError: Vigil.reactErrorHandler() }));
  expect(await answer.text()).toContain('<p>wait</p>');
  await Vigil.close();
  expect(kit.events()).toMatchObject([
    {
      contexts: { react: { componentStack: expect.stringContaining('Late') } },
      exception: { values: [{ type: 'React ErrorBoundary Error' }, { value: 'after the shell', mechanism: { handled: false } }] },
    },
  ]);
  expect(print.mock.calls).toEqual([[expect.objectContaining({ message: 'after the shell' })]]);
  print.mockRestore();
});
