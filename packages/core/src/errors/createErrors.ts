import { isError, isObject, peek } from '../base/guards';
import type { VigilOptions } from '../client/options';
import type { Platform } from '../client/platform';
import type { CaptureInput, Stages } from '../client/stages';
import { exceptionsOf, framesOf } from '../scope/exceptionsOf';
import { isInApp } from '../stack/inApp';
import type { StackParser } from '../stack/types';
import type { Event, Exception, Mechanism, StackFrame } from '../wire/event';
import { exceptionFrom, text } from './exceptionFrom';
import { linkCauses, linkOptions } from './linkCauses';
import { ownFields } from './ownFields';

/** Stage 6 by the client's options: what was captured as an event, nothing of any scope yet. Fields are written by reference. */
export function createErrors(options: VigilOptions, parser: StackParser, enrich?: Platform['enrich']): Stages['build'] {
  const { inAppInclude, inAppExclude, maxValueLength = Infinity, attachStacktrace } = options;

  function build({ error: given, isError: thrown, level, hint }: CaptureInput): Event {
    // an ErrorEvent, or an object that holds the error it is about
    const error = thrown ? ([given, peek(given, 'error')].find(isError) ?? given) : text(given);
    const root = { type: 'generic', handled: true, ...hint.mechanism };
    const values: Exception[] = [];
    const contexts: Event['contexts'] = {};
    const visit = (each: unknown, link?: Mechanism) => {
      const exception = exceptionFrom(
        each,
        /rejection$/.test(root.type),
        parser,
        !link && attachStacktrace !== false && hint.syntheticException,
      );
      const { type = '' } = exception;
      const mechanism: Mechanism = { ...(link ?? root), ...(!isError(each) && { synthetic: true }) };
      const fields = isError(each) && ownFields(each);
      exception.mechanism = mechanism;
      // the event wants the captured one last (protocol 32.1)
      values.unshift(exception);
      // two errors of one class in a chain keep their fields apart
      if (fields) contexts[contexts[type] ? `${type} ${values.length}` : type] = fields;
      return mechanism;
    };
    linkCauses(error, linkOptions.get(options), visit, hint.cause);
    const [first] = values as [Exception];
    const event: Event = { level: level ?? (thrown ? 'error' : 'info'), contexts };
    if (isObject(error) && !isError(error)) event.extra = { __serialized__: error };
    if (thrown || first.stacktrace) event.exception = { values };
    if (!thrown) {
      event.message = first.value;
      first.type = undefined;
    }
    return event;
  }

  return input => {
    const event = input.event ? { ...input.event } : build(input);
    const frames: StackFrame[] = [];
    for (const exception of exceptionsOf(event)) {
      const { value } = exception;
      if (typeof value === 'string' && value.length > maxValueLength) exception.value = `${value.slice(0, maxValueLength)}...`;
      for (const frame of framesOf(exception)) {
        frames.push(frame);
        if (inAppInclude || inAppExclude) frame.in_app = isInApp(frame.filename, inAppInclude, inAppExclude, frame.in_app);
      }
    }
    if (!event.type) enrich?.(event, frames);
    return event;
  };
}
