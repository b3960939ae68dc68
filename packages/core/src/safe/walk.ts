import type { CutAction, Json, JsonObject, Meter, NoteTaker, Path } from './json';
import { FREE, PROTOCOL, RAW, zoneOf } from './zones';

export interface WalkLimits {
  maxBytes?: number | undefined;
  maxString?: number | undefined;
  maxDepth?: number | undefined;
  meter?: Meter | undefined;
}

/** How a walk treats secrets, and who is told of what it cut. */
export interface Guard {
  rules?: { isSecretKey(key: string, value: unknown): boolean; cleanText(text: string, hit?: (rule: string) => void): string } | undefined;
  note?: NoteTaker;
}

/** An object whose members are still to be copied. */
interface Task {
  /** The object before its toJSON; compared for cycles. */
  self?: object;
  from?: object;
  to: Json[] | JsonObject;
  kind?: string;
  key?: Key;
  up?: Task;
  depth: number;
  zone: number;
  purse: { left: number };
}
type Key = string | number;

const UNREADABLE = '**non-serializable**';

/** Bytes put by for each object still to be visited: enough to say something, and for a frame all it has to say. */
const reserveOf = (zone: number) => (zone > FREE ? 512 : 64);

/** `Object`, `Array`, `Error`, `Map`, `Promise`...: what it is, across realms too. */
function kindOf(value: object): string {
  if (Object.getPrototypeOf(value) === Object.prototype) return 'Object';
  return value instanceof Error ? 'Error' : Object.prototype.toString.call(value).slice(8, -1);
}

/** A short text for what is no data; the value's own toString is never called. */
function markOf(value: unknown): string {
  if (typeof value === 'function') return `[Function: ${`${value.name}`.slice(0, 99) || '<anonymous>'}]`;
  if (typeof value === 'symbol') return `[Symbol(${(value.description ?? '').slice(0, 99)})]`;
  // writing out a bigint takes time by the square of its length
  if (typeof value === 'bigint') return `[BigInt: ${value < 1e99 && value > -1e99 ? value : '~'}]`;
  return typeof value === 'object' ? `[${`${value && (value.constructor?.name ?? 'Object')}`.slice(0, 99)}]` : `${value}`;
}

/**
 * The one copy of foreign data: JSON-safe, bounded, scrubbed. Breadth first, so that within the budget shallow facts come before deep
 * ones; of the protocol's lists the last entries come first, because the newest breadcrumb and the crash site stand there.
 */
export function walk(root: unknown, limits: WalkLimits, rootZone = RAW, { rules, note }: Guard = {}): Json | undefined {
  const { maxBytes = 100_000, maxString = 16_384, maxDepth = 100, meter = { nodes: 0, bytes: 0 } } = limits;
  // the protocol's structure before what is free-form in it: no payload can take the room of a stack
  const queues: [Task[], Task[]] = [[], []];

  function report(task: Task, key: Key, rule: string, action: CutAction, length?: number): void {
    const path: Path = [];
    for (let at = task, name = key; note && at.up; name = at.key!, at = at.up) path.unshift(name);
    note?.(path, rule, action, length);
  }

  function spend(task: Task, bytes: number): void {
    task.purse.left -= bytes;
    meter.bytes += bytes;
  }

  function copyText(text: string, task: Task, key: Key, zone: number): string {
    const { length } = text;
    const max = Math.min(maxString, Math.max(32, task.purse.left));
    let copied = text;
    if (length > max) {
      copied = text.slice(0, max - 3) + '...';
      report(task, key, '!limit', 'truncated', length);
    }
    if (rules && zone) copied = rules.cleanText(copied, rule => report(task, key, '@vigil:' + rule, 'masked', length));
    spend(task, copied.length);
    return copied;
  }

  function copy(value: unknown, task: Task, key: Key, zone: number, self?: object): Json | undefined {
    if (typeof value === 'string') return copyText(value, task, key, zone);
    spend(task, 6);
    if (value === null || value === undefined || typeof value === 'boolean') return value;
    if (typeof value === 'number') return value - value === 0 ? value : `[${value}]`;
    return typeof value === 'object' ? copyObject(value, task, key, zone, self) : markOf(value);
  }

  function copyObject(value: object, up: Task, key: Key, zone: number, self?: object): Json | undefined {
    for (let at: Task | undefined = up; at; at = at.up) if (at.self === value) return '[Circular ~]';
    const kind = kindOf(value);
    const { toJSON, byteLength } = value as { toJSON?: unknown; byteLength?: number };
    if (kind !== 'Object' && byteLength! >= 0) return `[${kind} ${byteLength}]`;
    if (!self && typeof toJSON === 'function') return copy(toJSON.call(value), up, key, zone, value);
    if (kind !== 'Object' && !/^(?:Array|Error|Map|Set)$/.test(kind)) {
      // boxed primitives; one whose valueOf lies is named like any other
      if (!self && /^(?:Str|Num|Boo)/.test(kind)) return copy(value.valueOf(), up, key, zone, value);
      return kind === 'RegExp' ? copyText(`${value}`, up, key, zone) : `[${kind}]`;
    }
    let { purse } = up;
    const depth = up.depth + 1;
    if (depth >= maxDepth || purse.left < reserveOf(zone)) {
      report(up, key, '!limit', 'truncated');
      return zone > FREE ? undefined : markOf(value);
    }
    // a section of the event has a purse of its own, so that none starves another
    if (up.zone === PROTOCOL && depth === 1) {
      spend(up, maxBytes / 32);
      purse = { left: maxBytes };
    }
    purse.left -= reserveOf(zone);
    const to = kind === 'Array' || kind === 'Set' ? [] : {};
    queues[zone > FREE ? 0 : 1].push({ self: self ?? value, from: value, to, kind, key, up, depth, zone, purse });
    return to;
  }

  function put({ to }: Task, key: Key, value: Json | undefined): void {
    if (Array.isArray(to)) to[key as number] = value ?? null;
    else if (key === '__proto__') Object.defineProperty(to, key, { value, enumerable: true, configurable: true, writable: true });
    else if (value !== undefined) to[key] = value;
  }

  function stop(task: Task, mark: string): void {
    put(task, Array.isArray(task.to) ? task.to.length : '...', mark);
    report(task.up!, task.key!, '!limit', 'truncated');
  }

  /** By its key; in a pair, as headers and queries come in lists, by what stands before it. */
  function isSecret({ to, from, zone }: Task, key: Key, value: unknown): boolean | undefined {
    const name = key === 1 && zone === FREE && (from as unknown[]).length === 2 ? (to as Json[])[0] : key;
    return typeof name === 'string' && (name === key || /^\S{1,64}$/.test(name)) && rules?.isSecretKey(name, value);
  }

  /** Copies `source[member]` to `key`; false when the budget is used up. */
  function add(task: Task, key: Key, source: unknown, member: Key): boolean {
    meter.nodes++;
    const isList = typeof key === 'number';
    if (task.purse.left <= 0 && !(isList && task.zone > FREE)) {
      stop(task, '[MaxProperties ~]');
      return false;
    }
    const name = isList || key.length < 256 ? key : key.slice(0, 256);
    const zone = isList ? task.zone : zoneOf(task.zone, key);
    let copied: Json | undefined = UNREADABLE;
    try {
      const value = (source as Record<Key, unknown>)[member];
      if (rules && zone && value != null && isSecret(task, name, value)) {
        copied = '[Filtered]';
        report(task, name, '@vigil:key', 'masked');
      } else {
        copied = copy(value, task, name, zone);
      }
    } catch {
      // a getter, toJSON or Proxy of the host threw
    }
    put(task, name, copied);
    spend(task, isList ? 2 : key.length + 4);
    return true;
  }

  function fill(task: Task): void {
    const { from, kind, zone, purse, key } = task;
    let n = 0;
    if (kind === 'Array') {
      const { length } = from as unknown[];
      const kept = zone > FREE ? Math.min(length, task.up!.key === 'exception' ? 20 : Math.trunc(purse.left / 512)) : length;
      if (kept < length) report(task.up!, key!, '!limit', 'truncated', length);
      if (zone > FREE) for (n = kept; n-- > 0; ) add(task, n, from, length - kept + n);
      else while (n < length && add(task, n, from, n)) n++;
    } else if (kind === 'Map' || kind === 'Set') {
      for (const entry of from as Iterable<unknown>) {
        if (!(kind === 'Set' ? add(task, n++, [entry], 0) : add(task, markOf((entry as unknown[])[0]), entry, 1))) break;
      }
    } else {
      // first what an error hides and an event must not lose; the stack of an error leaves as frames
      const isEvent = zone === PROTOCOL && !task.depth;
      const done =
        kind === 'Error' ? ['stack', 'name', 'message', 'cause', 'errors'] : isEvent ? ['', 'event_id', 'exception', 'contexts'] : [];
      for (const name of done.slice(1)) if (name in from!) add(task, name, from, name);
      for (const name in from)
        if (Object.hasOwn(from, name) && !done.includes(name) ? !add(task, name, from, name) : purse.left-- < 0) break;
    }
  }

  const top: Task = { to: [], depth: -1, zone: rootZone, purse: { left: maxBytes } };
  add(top, 0, [root], 0);
  for (const queue of queues) {
    for (const task of queue) {
      task.purse.left += reserveOf(task.zone);
      try {
        fill(task);
      } catch {
        stop(task, UNREADABLE);
      }
    }
  }
  return root === undefined ? root : (top.to as Json[])[0];
}
