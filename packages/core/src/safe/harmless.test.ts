import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createScrubRules } from './scrub';

/** How often a cleaning replaces something in a text: not at all when it knows the text. */
function work(clean: () => string): number {
  const spy = vi.spyOn(String.prototype, 'replace');
  clean();
  const { length } = spy.mock.calls;
  spy.mockRestore();
  return length;
}
const create = () => createScrubRules(undefined, () => undefined);

describe('harmless texts', () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    'const order = await this.repository.findById(request.params.id);',
    'if (token === undefined && count <= 4) return items.map(item => item.id);',
    'loaded order 42 for customer in 35 ms',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36',
    'https://api.example.com/v1/orders/42',
    '',
  ])('are told from secrets by one look: %s', text => {
    expect(work(() => create().cleanText(text))).toBe(0);
  });

  it('that look like secrets are remembered when they come again', () => {
    const rules = create();
    const text = 'width=100 height=20';
    expect(work(() => rules.cleanText(text))).toBeGreaterThan(0);
    expect(work(() => rules.cleanText(text))).toBe(0);
    expect(rules.cleanText(text)).toBe(text);
  });

  it('are not remembered for good: there are at most two thousand', () => {
    const rules = create();
    for (let i = 0; i < 2500; i++) expect(rules.cleanText(`width=${i}`)).toBe(`width=${i}`);
    expect(work(() => rules.cleanText('width=0'))).toBeGreaterThan(0);
    expect(work(() => rules.cleanText('width=2499'))).toBe(0);
  });

  it('of 200 characters and more are not remembered', () => {
    const rules = create();
    const text = 'width=1 '.repeat(25);
    for (let i = 0; i < 2; i++) expect(work(() => rules.cleanText(text))).toBeGreaterThan(0);
  });

  it('do not keep alive what they were cut from', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const rules = create();
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 100; i++) rules.cleanText(`width=${i} `.repeat(100_000).slice(0, 60));
    collect();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20e6);
  });

  it('never hide a secret that comes after them', () => {
    const rules = create();
    expect(rules.cleanText('width=hunter2')).toBe('width=hunter2');
    for (let i = 0; i < 2; i++) expect(rules.cleanText('password=hunter2')).toBe('password=[Filtered]');
  });
});
