import { describe, expect, it } from 'vitest';
import { createVirtualClock } from './virtualClock';

describe('createVirtualClock', () => {
  it('stands still until advanced', async () => {
    const clock = createVirtualClock(1000);
    expect(clock.now()).toBe(1000);
    await clock.advance(50);
    expect(clock.now()).toBe(1050);
  });

  it('runs due timers in the order of their time, then of their making, each at its own time', async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    for (const [name, ms] of [
      ['late', 30],
      ['early', 10],
      ['same', 30],
      ['beyond', 31],
    ] as const) {
      clock.timer(() => ran.push(`${name}@${clock.now()}`), ms);
    }
    await clock.advance(30);
    expect(ran).toEqual(['early@10', 'late@30', 'same@30']);
  });

  it('runs timers that timers start, if they fall within the time', async () => {
    const clock = createVirtualClock(0);
    const ran: number[] = [];
    const again = () => {
      ran.push(clock.now());
      clock.timer(again, 10);
    };
    clock.timer(again, 10);
    await clock.advance(35);
    expect(ran).toEqual([10, 20, 30]);
  });

  it('lets promises go on between timers, also those that start the next one', async () => {
    const clock = createVirtualClock(0);
    const sleep = (ms: number) => new Promise<void>(resolve => void clock.timer(resolve, ms));
    const ran: number[] = [];
    const work = async () => {
      for (let round = 0; round < 3; round++) {
        await sleep(10);
        for (let step = 0; step < 40; step++) await Promise.resolve();
        ran.push(clock.now());
      }
    };
    const done = work();
    await clock.advance(30);
    await done;
    expect(ran).toEqual([10, 20, 30]);
  });

  it('runs no cancelled timer, and a timer once', async () => {
    const clock = createVirtualClock(0);
    let count = 0;
    clock.timer(() => count++, 5)();
    clock.timer(() => count++, 5);
    await clock.advance(5);
    await clock.advance(100);
    expect(count).toBe(1);
  });

  it.each([[-5], [Number.NaN], [undefined as unknown as number]])('takes %s milliseconds as none', async ms => {
    const clock = createVirtualClock(7);
    let ran = false;
    clock.timer(() => {
      ran = true;
    }, ms);
    await clock.advance(ms);
    expect([ran, clock.now()]).toEqual([true, 7]);
  });
});
