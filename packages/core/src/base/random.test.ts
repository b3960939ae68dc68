import { afterEach, describe, expect, it, vi } from 'vitest';
import { randomUnit, spanId, uuid4 } from './random';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
});

describe('random', () => {
  it('makes 32 lower hex digits with the bits of UUID v4', () => {
    for (let i = 0; i < 2_000; i++) expect(uuid4()).toMatch(/^[\da-f]{12}4[\da-f]{3}[89ab][\da-f]{15}$/);
  });

  it('makes span ids of 16 lower hex digits', () => {
    for (let i = 0; i < 2_000; i++) expect(spanId()).toMatch(/^[\da-f]{16}$/);
  });

  it('makes numbers in [0, 1) that spread over the whole range', () => {
    const numbers = Array.from({ length: 5_000 }, randomUnit);
    expect(numbers.every(n => n >= 0 && n < 1)).toBe(true);
    expect(new Set(numbers.map(n => Math.floor(n * 10))).size).toBe(10);
  });

  it('never hands out the same bytes twice, whatever mix is drawn over many refills', () => {
    const seen = new Set<string>();
    let drawn = 0;
    for (let i = 0; i < 3_000; i++) {
      seen.add(uuid4()).add(spanId());
      drawn += 2;
      randomUnit();
    }
    expect(seen.size).toBe(drawn);
  });

  it('asks crypto once for many ids and not before the first', async () => {
    const getRandomValues = vi.fn((bytes: Uint8Array) => bytes.fill(7));
    vi.stubGlobal('crypto', { getRandomValues });
    vi.resetModules();
    const fresh = await import('./random');
    expect(getRandomValues).not.toHaveBeenCalled();
    for (let i = 0; i < 100; i++) fresh.uuid4();
    expect(getRandomValues).toHaveBeenCalledTimes(1);
    expect(fresh.spanId()).toBe('0707070707070707');
    expect(fresh.uuid4()).toBe('07070707070747078707070707070707');
  });

  it('works without crypto', async () => {
    vi.stubGlobal('crypto', undefined);
    vi.resetModules();
    const fresh = await import('./random');
    const ids = Array.from({ length: 500 }, () => fresh.uuid4());
    expect(new Set(ids).size).toBe(500);
    expect(ids.every(id => /^[\da-f]{12}4[\da-f]{3}[89ab][\da-f]{15}$/.test(id))).toBe(true);
    expect(fresh.spanId()).toMatch(/^[\da-f]{16}$/);
    expect(fresh.randomUnit()).toBeLessThan(1);
  });

  it('goes back to crypto as soon as it no longer throws', async () => {
    const getRandomValues = vi.fn((_bytes: Uint8Array): Uint8Array => {
      throw new Error('not in global scope');
    });
    vi.stubGlobal('crypto', { getRandomValues });
    vi.resetModules();
    const fresh = await import('./random');
    expect(fresh.spanId()).toMatch(/^[\da-f]{16}$/);
    getRandomValues.mockImplementation(bytes => bytes.fill(255));
    expect(fresh.spanId()).toBe('ffffffffffffffff');
    expect(fresh.randomUnit()).toBeLessThan(1);
  });
});
