import { type Extension, isError, isObject, lastOf, peek, type StackFrame, safely, type Event as VigilEvent } from '@vigil/core';
import { classOf } from '../owners/classOf';
import { describePageValue, type PageValue } from './describePageValue';
import { placeOf } from './placeOf';

/** What was thrown, out of the event that brings it. */
function unwrapped(value: unknown): unknown {
  return classOf(value) === 'PromiseRejectionEvent' ? peek(value, 'reason') : value;
}

/**
 * Gives events of what pages throw that is no error - DOM events and nodes, `WebAssembly.Exception` - a title that people can read, DOM
 * exceptions the tag `DOMException.code`, and what has no stack the place that the browser named.
 */
export const withPageValues: Extension = core => {
  const { stages, options, platform } = core;
  const parse = options.stackParser ?? platform.stackParser;

  function complete(event: VigilEvent, error: unknown, data: unknown, found: PageValue | undefined): void {
    const exception = lastOf(event.exception?.values);
    if (!exception) return;
    if (found) {
      Object.assign(exception, found.title);
      event.extra = { ...event.extra, __serialized__: found.summary };
    }
    const code = peek(error, 'code');
    if (code && /DOMException/.test(`${peek(peek(error, 'constructor'), 'name')}`))
      event.tags = { ...event.tags, 'DOMException.code': `${code}` };
    const stack = found && peek(error, 'stack');
    // of an event that tells of an error: better than where it was captured
    const told = found && placeOf(placeIn(error));
    const place = told ?? (exception.stacktrace?.frames?.length ? undefined : placeOf(placeIn(data)));
    const frames: StackFrame[] = typeof stack === 'string' ? parse(stack) : place ? [place] : [];
    if (!frames.length) return;
    exception.stacktrace = { frames };
    platform.enrich?.(event, frames);
  }

  core.stages = () => {
    const inner = stages();
    return {
      ...inner,
      build(input) {
        const { error: given, isError: thrown, hint } = input;
        if (!thrown) return inner.build(input);
        const error = safely(() => unwrapped(given)) ?? given;
        const found = isError(error) || isError(peek(error, 'error')) ? undefined : safely(() => describePageValue(error));
        // a text in its place: fields of a form are named by whoever wrote it, `cause` or `message`
        const event = inner.build({ ...input, error: found ? found.title.value : error });
        safely(() => complete(event, error, hint.data, found));
        return event;
      },
    };
  };
};

/** Of an `ErrorEvent`, whose fields are no own ones. */
function placeIn(value: unknown): Record<string, unknown> {
  return isObject(value) && peek(value, 'filename') ? { filename: value['filename'], lineno: value['lineno'], colno: value['colno'] } : {};
}
