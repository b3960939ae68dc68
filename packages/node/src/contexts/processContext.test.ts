import { setTimeout as wait } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProcessState, readProcessContext } from './processContext';

afterEach(() => void vi.restoreAllMocks());

describe('readProcessContext', () => {
  it('names the process and the heap it may fill', () => {
    expect(readProcessContext()).toMatchObject({ pid: process.pid, heap_limit: getHeapStatistics().heap_size_limit });
  });

  it.each([
    [512 * 1024 ** 2, 512 * 1024 ** 2],
    [0, undefined],
    [2 ** 64, undefined],
  ])('a cgroup limit of %d is told as %s', (limit, told) => {
    vi.spyOn(process, 'constrainedMemory').mockReturnValue(limit);
    expect(readProcessContext()['memory_limit']).toBe(told);
  });
});

describe('createProcessState', () => {
  it('tells heap, CPU and event loop', async () => {
    await wait(1);
    const state = createProcessState()();
    for (const name of ['heap_used', 'heap_total', 'external_memory']) expect(state[name]).toBeGreaterThan(1000);
    expect(state['cpu_utilization']).toBeGreaterThan(0);
    expect(state['active_resources']).toBeGreaterThanOrEqual(0);
  });

  it('speaks of the time since it was last asked', async () => {
    const busy = (idle: number, active: number) => ({ idle, active, utilization: active / (idle + active) });
    const read = createProcessState();
    const loop = vi.spyOn(performance, 'eventLoopUtilization');
    loop.mockReturnValueOnce(busy(100, 0));
    expect(read()['event_loop_utilization']).toBe(0);
    loop.mockReturnValueOnce(busy(125, 75));
    loop.mockReturnValueOnce(busy(25, 75));
    expect(read()['event_loop_utilization']).toBe(0.75);
    expect(loop).toHaveBeenLastCalledWith(busy(125, 75), busy(100, 0));
  });

  it('says nothing of a loop that has not turned yet', () => {
    vi.spyOn(performance, 'eventLoopUtilization').mockReturnValue({ idle: 0, active: 0, utilization: 0 });
    expect(createProcessState()()).not.toHaveProperty('event_loop_utilization');
  });

  it('starts nothing that would keep the process alive', () => {
    const before = process.getActiveResourcesInfo();
    createProcessState()();
    expect(process.getActiveResourcesInfo()).toEqual(before);
  });
});
