import { isError, isObject, peek } from '../base/guards';
import { keysOf } from '../base/keysOf';
import { textOf } from '../safe/textOf';
import { SYNTHETIC_FRAMES } from '../scope/syntheticStack';
import type { StackParser } from '../stack/types';
import type { Exception } from '../wire/event';

/** A safe text of anything. A text stays whole: the gate cuts it, and says so. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : textOf(value);
}

function textIn(value: unknown, key: string): string {
  const found = peek(value, key);
  return typeof found === 'string' ? found : '';
}

/** Type and value a person can read. */
function titleOf(thrown: unknown, rejected: boolean): Exception {
  const what = rejected ? 'promise rejection' : 'exception';
  const type = rejected ? 'UnhandledRejection' : 'Error';
  if (!isObject(thrown)) return { type, value: (rejected ? `Non-Error ${what} captured with value: ` : '') + text(thrown) };
  const name = textIn(thrown, 'name');
  const className = textIn(peek(thrown, 'constructor'), 'name');
  // some libraries make the message an object
  const value = text(peek(thrown, 'message') ?? '');
  return {
    // `class PaymentError extends Error` sets no name; one or two letters are what a minifier leaves
    type: name && name !== 'Error' ? name : /^(?!Object$).../.test(className) ? className : type,
    value:
      value || isError(thrown)
        ? value
        : className === 'Response'
          ? `Response captured as ${what}: ${text(peek(thrown, 'status'))}`
          : `Object captured as ${what} with keys: ${keysOf(thrown).sort().join(', ').slice(0, 200) || '[no keys]'}`,
  };
}

/** What was thrown as an exception; `synthetic` carries the stack of the capture call for what has none of its own. */
export function exceptionFrom(thrown: unknown, rejected: boolean, parser: StackParser, synthetic: unknown): Exception {
  const own = isError(thrown);
  // a copy of an error may have kept its stack: what a store or another process handed on
  const error = own || /:\d+:\d/.test(textIn(thrown, 'stack')) ? thrown : synthetic;
  const pop = error === thrown ? peek(thrown, 'framesToPop') : SYNTHETIC_FRAMES;
  const exception = titleOf(thrown, rejected && !own);
  // without the message: one of many lines must not be read as frames, nor one of megabytes be read at all. Behind the name alone: stacks of
  // Gecko and JavaScriptCore have none, but frames that may hold the same letters
  const stack = textIn(error, 'stack').replace(`: ${textIn(error, 'message')}`, '');
  const frames = parser(stack, 0, typeof pop === 'number' ? pop : 0);
  if (frames.length) exception.stacktrace = { frames };
  return exception;
}
