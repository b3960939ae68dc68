import { expect, it } from 'vitest';
import { httpOutcome } from './httpOutcome';

it.each([
  [undefined, 'sent'],
  [200, 'sent'],
  [299, 'sent'],
  [302, 'refused'],
  [400, 'refused'],
  [404, 'refused'],
  [413, 'too_large'],
  [429, 'rate_limited'],
  [0, 'network_error'],
  [408, 'network_error'],
  [500, 'network_error'],
  [503, 'network_error'],
])('an answer of %s is %s', (status, outcome) => {
  expect(httpOutcome(status)).toBe(outcome);
});
