import type { Event, Exception } from '@vigil/core';

/**
 * Which event is meant. Text: part of the type, the value, `type: value` or the message; a RegExp is tried on each of
 * these. A function judges the event. An object is a deep subset of the event: what it does not name may be anything,
 * a list must hold the named elements in this order (an empty list: be empty), a RegExp leaf tests a string, an
 * `undefined` leaf wants nothing there, and matchers such as `expect.any(String)` decide for themselves.
 */
export type Match = string | RegExp | ((event: Event) => boolean) | { [key: string]: unknown };

/** Whether the event is the one meant. A predicate that throws has its throw passed on: it is the test's own code. */
export function matches(event: Event, match: Match): boolean {
  return findMismatch(event, match) === undefined;
}

/** Undefined when the event matches; else where it differs first, for people. */
export function findMismatch(event: Event, match: Match): string | undefined {
  if (typeof match === 'function') return match(event) ? undefined : 'the function said no';
  if (typeof match === 'string') return textsOf(event).some(text => text.includes(match)) ? undefined : 'no such text';
  // `search`, unlike `test`, carries no lastIndex from one event to the next.
  if (match instanceof RegExp) return textsOf(event).some(text => text.search(match) >= 0) ? undefined : 'no such text';
  return differs(event, match, '');
}

/** Everything of an event that text is matched against. */
export function textsOf(event: Event): string[] {
  const texts: unknown[] = [event.message, event.logentry?.message, (event.logentry as { formatted?: unknown })?.formatted];
  for (const { type, value } of exceptionsOf(event)) texts.push(type, value, `${type}: ${value}`);
  return texts.filter(text => typeof text === 'string');
}

function exceptionsOf(event: Event): Exception[] {
  const values: unknown = event.exception?.values;
  return Array.isArray(values) ? values.filter(value => typeof value === 'object' && value !== null) : [];
}

function differs(actual: unknown, expected: unknown, path: string): string | undefined {
  const fail = () => `${path || 'event'}: expected ${show(expected)}, got ${show(actual)}`;
  if (isMatcher(expected)) return expected.asymmetricMatch(actual) ? undefined : fail();
  if (expected instanceof RegExp) return typeof actual === 'string' && actual.search(expected) >= 0 ? undefined : fail();
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected) ? undefined : fail();
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual) !== Array.isArray(expected)) return fail();
  if (Array.isArray(expected)) return holdsInOrder(actual as unknown[], expected, path) ? undefined : fail();
  for (const key of Object.keys(expected)) {
    const inner = differs(
      (actual as Record<string, unknown>)[key],
      (expected as Record<string, unknown>)[key],
      path ? `${path}.${key}` : key,
    );
    if (inner) return inner;
  }
  return undefined;
}

function holdsInOrder(actual: unknown[], expected: unknown[], path: string): boolean {
  if (!expected.length) return !actual.length;
  let next = 0;
  for (const element of actual) if (next < expected.length && differs(element, expected[next], path) === undefined) next++;
  return next === expected.length;
}

/** The contract of Jest's and Vitest's asymmetric matchers. */
function isMatcher(value: unknown): value is { asymmetricMatch(actual: unknown): boolean } {
  return typeof (value as { asymmetricMatch?: unknown } | null)?.asymmetricMatch === 'function';
}

/** A value of a match or of an event as one short line. */
export function show(value: unknown): string {
  if (isMatcher(value) || value instanceof RegExp || typeof value === 'function') return cut(String(value));
  try {
    return cut(JSON.stringify(value, (_key, inner) => (inner instanceof RegExp ? String(inner) : inner)) ?? String(value));
  } catch {
    return cut(String(value));
  }
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
