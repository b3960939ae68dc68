import { isObject, peek } from '../base/guards';
import type { Event, Exception, StackFrame } from '../wire/event';
import { listOf } from './copyOf';

/** The exceptions of an event that anybody may have made by hand, as a bare list too (protocol 5.1): what is none is left out. */
export function exceptionsOf(event: Event | undefined): Exception[] {
  const given = peek(event, 'exception');
  return listOf((peek(given, 'values') ?? given) as Exception[]).filter(isObject);
}
export function framesOf(exception: Exception | undefined): StackFrame[] {
  return listOf(peek(peek(exception, 'stacktrace'), 'frames') as StackFrame[]).filter(isObject);
}
/** The frames of all its exceptions. */
export function allFramesOf(event: Event): StackFrame[] {
  return exceptionsOf(event).flatMap(framesOf);
}
