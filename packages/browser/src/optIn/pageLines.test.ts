// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { pageLines } from './pageLines';

function documentOf(html: string): Document {
  return new DOMParser().parseFromString(html, 'text/html');
}
const script = '<script>\nfunction pay() {\n  throw new Error(1);\n}\n</script>';

test('no lines without an inline script', () => {
  expect(
    pageLines(documentOf('<!doctype html><html><head></head><body><p>pay</p></body></html>'), [{ lineno: 3, colno: 9 }]),
  ).toBeUndefined();
});

test('no lines where a frame points at no code', () => {
  expect(pageLines(documentOf(`<!doctype html><html><head>${script}</head></html>`), [{ lineno: 3, colno: 80 }])).toBeUndefined();
});

test('the lines where the frame points at what throws', () => {
  const lines = pageLines(documentOf(`<!doctype html><html><head>${script}</head></html>`), [{ lineno: 3, colno: 9 }]);
  expect(lines?.[2]).toBe('  throw new Error(1);');
});
