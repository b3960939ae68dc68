import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stackTraceLimitIntegration, startStackTraceLimit } from './stackTraceLimit';

const before = Error.stackTraceLimit;
beforeEach(() => {
  Error.stackTraceLimit = 10;
});
afterEach(() => {
  Error.stackTraceLimit = before;
});

describe('startStackTraceLimit', () => {
  it('raises V8’s default of 10 to 50, and its undo puts it back', () => {
    const stop = startStackTraceLimit();
    expect(Error.stackTraceLimit).toBe(50);
    stop();
    expect(Error.stackTraceLimit).toBe(10);
  });

  it('takes another limit', () => {
    startStackTraceLimit(25);
    expect(Error.stackTraceLimit).toBe(25);
  });

  it.each([0, 5, 30, 100, Number.POSITIVE_INFINITY])('leaves a limit of %d that somebody set', limit => {
    Error.stackTraceLimit = limit;
    startStackTraceLimit()();
    expect(Error.stackTraceLimit).toBe(limit);
  });

  it('does not undo what somebody set since', () => {
    const stop = startStackTraceLimit();
    Error.stackTraceLimit = 33;
    stop();
    expect(Error.stackTraceLimit).toBe(33);
  });

  it.each([0, 10, -1, Number.NaN])('never lowers it: %d', limit => {
    startStackTraceLimit(limit)();
    expect(Error.stackTraceLimit).toBe(10);
  });
});

it.each([30, { limit: 30 }])('stackTraceLimitIntegration takes %j', given => {
  const stop = stackTraceLimitIntegration(given).setup?.({} as never) as () => void;
  expect(Error.stackTraceLimit).toBe(30);
  stop();
});
