import { describe, expect, it, vi } from 'vitest';
import { createQueue } from '../../core/src/transport/createQueue';
import type { Parcel } from '../../core/src/transport/parcel';
import { createReviver } from './createReviver';

const turn = () => new Promise<void>(resolve => setTimeout(resolve));
const parcelOf = (id: string): Parcel<string> => ({
  headers: {},
  items: [[[{ type: 'event' }, {}] as never, id]],
  bytes: 10,
  value: 5,
  retry: true,
  since: 0,
  attempts: 0,
});
const idOf = ({ items }: Parcel<string>) => items[0]?.[1];

describe('a send that died with the request it was begun in', () => {
  /** A queue at a time of ours; what is sent for `a` for the first time never ends. */
  function make(isRevived: boolean) {
    let time = 0;
    const sent: Array<Parcel<string>> = [];
    const send = vi.fn(async (parcel: Parcel<string>) => {
      parcel.at = time;
      sent.push(parcel);
      if (idOf(parcel) === 'a' && sent.length === 1) await new Promise(() => {});
      return 200;
    });
    const end = vi.fn();
    const queue = createQueue<string>(send, 1_000, end, isRevived ? createReviver(() => time) : undefined);
    const at = (ms: number) => {
      time = ms;
    };
    return { queue, sent, end, at };
  }

  it('is begun anew with the next, once its time is over; what it still answers no longer counts', async () => {
    const { queue, sent, end, at } = make(true);
    queue.add(parcelOf('a'));
    await turn();
    at(15_000);
    queue.add(parcelOf('b'));
    await turn();
    expect(sent.map(idOf)).toEqual(['a', 'b']);
    at(15_001);
    queue.add(parcelOf('c'));
    await turn();
    expect(sent.map(idOf).sort()).toEqual(['a', 'a', 'b', 'c']);
    expect(sent[0]?.taken).toBe(true);
    expect(end.mock.calls.map(([items]) => items[0][1]).sort()).toEqual(['a', 'b', 'c']);
    expect(queue.bytes()).toBe(0);
  });

  it('is waited for where sends live on', async () => {
    const { queue, sent, at } = make(false);
    queue.add(parcelOf('a'));
    await turn();
    at(1e9);
    queue.add(parcelOf('b'));
    await turn();
    expect(sent.map(idOf)).toEqual(['a', 'b']);
    expect(queue.bytes()).toBe(10);
  });
});
