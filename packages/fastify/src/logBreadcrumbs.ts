import { addBreadcrumb, type SeverityLevel, safely, wrapMethod } from '@vigil/node';
import { heldLike } from './heldLike';
import { symbolOf } from './symbolOf';

const known = new WeakSet<object>();
type Write = (this: unknown, entry: unknown, text: unknown, level: unknown) => unknown;
type Say = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Warnings and errors of `app.log`, `request.log` and `reply.log` become breadcrumbs of their request. Each request's logger is a child: one
 * of pino's inherits the function that writes a line, a logger without that function is taken by its methods.
 */
export function logBreadcrumbs(log: object | undefined, hold: (error: unknown) => void): void {
  if (!log || known.has(log)) return;
  known.add(log);
  const write = symbolOf(log, 'pino.write');
  if (write) {
    wrapMethod(log as Record<symbol, Write>, write, original => {
      return function (this: unknown, entry, text, level) {
        const name = levelOf(level);
        if (name) note(name, entry, text, hold);
        return (original as Write).call(this, entry, text, level);
      };
    });
    return;
  }
  for (const [method, level] of [
    ['warn', 'warning'],
    ['error', 'error'],
    ['fatal', 'fatal'],
  ] as const) {
    wrapMethod(log as Record<string, Say>, method, original => {
      return function (this: unknown, ...args: unknown[]) {
        note(level, args[0], args[1], hold);
        return (original as Say).apply(this, args);
      };
    });
  }
}

/** The client did not wait for the end. */
function hasLeft(error: unknown): boolean {
  return (Object(error) as { code?: unknown }).code === 'ERR_STREAM_PREMATURE_CLOSE';
}

function levelOf(level: unknown): SeverityLevel | undefined {
  const number = Number(level);
  return number >= 60 ? 'fatal' : number >= 50 ? 'error' : number >= 40 ? 'warning' : undefined;
}

/** What Fastify says of an error that comes when the reply has been sent: of a handler, of an `onResponse` hook. No hook is told of these. */
const AFTER_THE_REPLY: unknown[] = ['Promise errored, but reply.sent = true was set', 'request errored'];

/** `entry` is the text, an error or an object with `err`. A line about an error that is an event of this request says nothing more. */
function note(level: SeverityLevel, entry: unknown, text: unknown, hold: (error: unknown) => void): void {
  safely(() => {
    const fields = Object(entry) as Record<string, unknown>;
    const err = 'err' in fields ? fields['err'] : entry;
    if (heldLike(err)) return;
    if (AFTER_THE_REPLY.includes(text) && !hasLeft(err)) return hold(err);
    const { message } = Object(err) as { message?: unknown };
    const said = [typeof entry === 'string' ? entry : text, fields['msg'], message].find(each => typeof each === 'string');
    addBreadcrumb({ category: 'log', level, message: String(said ?? '') });
  });
}
