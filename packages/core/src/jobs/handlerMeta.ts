import type { Callback } from '../base/callback';
import { peek } from '../base/guards';
import { isTooLate } from '../base/isTooLate';
import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';

/** Which try of a job this is. */
export interface Attempt {
  /** Counts from 1. */
  current: number;
  max: number;
}

/** What `wrapHandler` knows of a handler. Its functions get the handler's arguments; one that throws counts as absent. */
export interface HandlerMeta<A extends unknown[]> {
  /** Of the transaction: `orders`, `nightly-report`. */
  name: string;
  /** What calls the handler: `bullmq`, `kafka`, `cron`, `lambda`. */
  system?: string | undefined;
  /** Where the message keeps its carrier, or its headers: what `runWithCarrier` takes. */
  carrier?: Callback<(...args: A) => unknown> | undefined;
  /** Without it each failure is reported, with it only that of the last attempt. */
  attempt?: Callback<(...args: A) => Attempt | undefined> | undefined;
  /** Contexts of the events of this call, asked for when there is one. */
  contexts?: Callback<(...args: A) => Record<string, Record<string, unknown>>> | undefined;
  /**
   * Delivers what was captured before the handler's promise settles, within 2,000 ms or the number given. Default: on where the platform
   * freezes a process between calls, off elsewhere. A handler that answers at once cannot be made to wait.
   */
  flush?: boolean | number | undefined;
}

/** Options of `wrapHandler` of `@sentry/aws-serverless`. All but `flushTimeout` are without effect. */
export interface LambdaMeta {
  /** Milliseconds; as `flush`. */
  flushTimeout?: number | undefined;
  callbackWaitsForEmptyEventLoop?: boolean | undefined;
  captureTimeoutWarning?: boolean | undefined;
  timeoutWarningLimit?: number | undefined;
  captureAllSettledReasons?: boolean | undefined;
  startTrace?: boolean | undefined;
}

type Part = 'carrier' | 'attempt' | 'contexts';

/** A meta as it is gone by. */
export interface Meta {
  name: string;
  /** False: nobody gave it a name. */
  isNamed: boolean;
  system: string | undefined;
  flush: boolean | number | undefined;
  has(part: Part): boolean;
  /** What a function of the meta says; undefined when there is none or it fails. */
  ask(part: Part, args: unknown[], client: Client | undefined): unknown;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value.slice(0, 200) : undefined);

/** Reads a meta that may be anything, once. */
export function readMeta(fn: unknown, meta: unknown): Meta {
  const given = text(typeof meta === 'string' ? meta : peek(meta, 'name'));
  const name = given ?? text(peek(fn, 'name')) ?? 'job';
  const [carrier, attempt, contexts] = ['carrier', 'attempt', 'contexts'].map(key => peek(meta, key));
  const flush = peek(meta, 'flush') ?? peek(meta, 'flushTimeout');
  const parts: Record<Part, unknown> = { carrier, attempt, contexts };
  return {
    name,
    isNamed: !!given,
    system: text(peek(meta, 'system')),
    flush: typeof flush === 'boolean' || (typeof flush === 'number' && flush >= 0) ? flush : undefined,
    has: part => typeof parts[part] === 'function',
    ask: (part, args, client) =>
      typeof parts[part] === 'function'
        ? safely(
            () => answerOf(Reflect.apply(parts[part] as () => unknown, meta, args)),
            () => void client?.warn('V042', `${part} of ${name}`),
          )
        : undefined,
  };
}

function answerOf(answer: unknown): unknown {
  if (!isTooLate(answer)) return answer;
  throw new TypeError('asynchronous');
}
