import { describe, expect, it, vi } from 'vitest';
import { type HeaderSource, headersNow, headersPerSend } from '../index';

function start(headers: HeaderSource | undefined) {
  const seen: Array<Record<string, string>> = [];
  const warn = vi.fn();
  const transport = headersPerSend(
    options => ({
      flush: async () => true,
      send: async () => void seen.push({ ...(options.headers as Record<string, string>) }),
    }),
    { url: 'https://host.example/', headers, warn },
  );
  return { transport, seen, warn, send: () => transport.send([{}, []]) };
}

describe('headers that are a function', () => {
  it.each(['sync', 'async'])('are asked for before each send (%s)', async how => {
    let token = 0;
    const { send, seen, warn } = start(() => {
      const headers = { [`x-${++token}`]: 'yes' };
      return how === 'sync' ? headers : Promise.resolve(headers);
    });
    await send();
    await send();
    expect(seen).toEqual([{ 'x-1': 'yes' }, { 'x-2': 'yes' }]);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each<[what: string, source: () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('no token');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no token'))],
    ['gives text', () => 'token'],
    ['gives nothing', () => undefined],
  ])('are left out, with V053, where the function %s', async (_what, source) => {
    const { send, seen, warn } = start(source as () => Record<string, string>);
    await send();
    expect(seen).toEqual([{}]);
    expect(warn).toHaveBeenCalledWith('V053', 'headers', expect.any(String));
  });

  it('are waited for five seconds', async () => {
    vi.useFakeTimers();
    const { send, seen, warn } = start(() => new Promise(() => {}));
    const sending = send();
    await vi.advanceTimersByTimeAsync(5_000);
    await sending;
    vi.useRealTimers();
    expect(seen).toEqual([{}]);
    expect(warn).toHaveBeenCalledOnce();
  });

  it('leave a transport with plain headers as it is', () => {
    const transport = { send: async () => {}, flush: async () => true };
    expect(headersPerSend(() => transport, { url: '', headers: { a: 'b' } })).toBe(transport);
  });
});

describe('headersNow', () => {
  it('is what can be had at once: of an async function what it gave last', async () => {
    const source = async () => ({ authorization: 'token' });
    expect(headersNow(source)).toEqual({});
    await start(source).send();
    expect(headersNow(source)).toEqual({ authorization: 'token' });
    expect(headersNow(() => ({ a: 'b' }))).toEqual({ a: 'b' });
    expect(headersNow({ a: 'b' })).toEqual({ a: 'b' });
    expect(headersNow(undefined)).toEqual({});
    expect(
      headersNow(() => {
        throw new Error('no');
      }),
    ).toEqual({});
  });
});
