import { safely } from '../base/safely';
import type { Json, JsonObject, Meter, NoteTaker, Path } from './json';
import { FREE, PROTOCOL, zoneOf } from './zones';

export interface WalkOptions {
  maxBytes?: number | undefined;
  maxString?: number | undefined;
  maxDepth?: number | undefined;
  meter?: Meter | undefined;
  /** How secrets are treated; without rules they are not. */
  rules?: { isSecretKey(key: string, value: unknown): boolean; cleanText(text: string, hit?: (rule: string) => void): string } | undefined;
  /** Is told what was cut. */
  note?: NoteTaker;
}

/** An object whose members are still to be copied. The first holds the root only. */
interface Task {
  from: object;
  /** The object before its toJSON; compared for cycles. */
  self?: object;
  to: Json[] | JsonObject;
  kind: string;
  key: Key;
  up?: Task;
  depth: number;
  zone: number;
  purse: { left: number };
}
type Key = string | number;

const UNREADABLE = '**non-serializable**';

/** Bytes put by for each object still to be visited: enough to say something. */
const RESERVE = 64;

/** `Error`, `Map`, `Promise`...: what it is, across realms too; nothing for a plain object. */
function kindOf(value: object): string {
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto === Object.prototype || proto === null) return '';
  return value instanceof Error ? 'Error' : {}.toString.call(value).slice(8, -1);
}

/** A short text for what is no data; the value's own toString is never called. */
function markOf(value: unknown): string {
  let name: unknown;
  if (typeof value === 'function') name = `Function: ${value.name || '<anonymous>'}`;
  else if (typeof value === 'symbol') name = String(value);
  // writing out a bigint takes time by the square of its length
  else if (typeof value === 'bigint') name = `BigInt: ${value < 1e99 && value > -1e99 ? value : '~'}`;
  else if (typeof value === 'object') name = value && (value.constructor?.name ?? 'Object');
  else return `${value}`;
  return `[${`${name}`.slice(0, 99)}]`;
}

/** What an instance holds itself; of an error first what it hides, without the stack, which leaves as frames. */
function fieldsOf(from: Record<string, unknown>, kind: string): Record<string, unknown> {
  // more than a budget has room for are not even read
  const names = Object.keys(from).slice(0, 20_000);
  if (kind === 'Error') names.unshift('name', 'message', 'cause', 'errors');
  const read = (name: string) => (name === 'stack' && kind === 'Error' ? undefined : from[name]);
  return Object.fromEntries(
    names.map(name => [
      name,
      safely(
        () => read(name),
        () => UNREADABLE,
      ),
    ]),
  );
}

/**
 * The one copy of foreign data: JSON-safe, bounded, scrubbed. Breadth first, so that within the budget shallow facts come before deep
 * ones; of the protocol's lists the last entries come first, because the newest breadcrumb and the crash site stand there.
 */
export function walk(root: unknown, rootZone: number, options: WalkOptions): Json | undefined {
  const { maxBytes = 100_000, maxString = 16_384, maxDepth = 100, meter, rules, note } = options;
  // the protocol's structure before what is free-form in it: no payload can take the room of a stack
  const structure: Task[] = [];
  const data: Task[] = [];
  const purses = [{ left: maxBytes }];
  // what a host put on all objects is no member of each; where it did not, nobody needs to ask
  const isPolluted = Object.keys(Object.prototype).length;
  let nodes = 0;
  // the object at hand, and of the member at hand key, zone and, of a text, length
  let task = { to: [] as Json[], depth: -1, zone: rootZone, purse: purses[0]! } as Partial<Task> as Task;
  let key: Key;
  let zone: number;
  let size: number;
  const top = task.to as Json[];
  const hit = (rule: string) => report('@vigil:' + rule, size);

  function report(rule = '!limit', length?: number, at: Task | undefined = task, name = key): void {
    const path: Path = [];
    for (; at?.up; name = at.key, at = at.up) path.unshift(name);
    note?.(path, rule, rule < '@' ? 'truncated' : 'masked', length);
  }

  function copyText(text: string): string {
    const { purse } = task;
    let copied = text;
    size = text.length;
    if (size > maxString || (size > purse.left && size > 32)) {
      copied = text.slice(0, Math.min(maxString, Math.max(32, purse.left)) - 3) + '...';
      report('!limit', size);
    }
    if (rules && zone) copied = rules.cleanText(copied, hit);
    purse.left -= copied.length;
    return copied;
  }

  function copy(value: unknown, self?: object): Json | undefined {
    if (typeof value === 'string') return copyText(value);
    task.purse.left -= 6;
    if (value === null || value === undefined || typeof value === 'boolean') return value;
    if (typeof value === 'number') return value - value === 0 ? value : `[${value}]`;
    try {
      return typeof value === 'object' ? copyObject(value, self) : markOf(value);
    } catch {
      // a getter, toJSON or Proxy of the host threw
      return UNREADABLE;
    }
  }

  function copyObject(value: object, self?: object): Json | undefined {
    for (let at: Task | undefined = task; at; at = at.up) if (at.self === value) return '[Circular ~]';
    const kind = kindOf(value);
    const { toJSON, byteLength } = value as { toJSON?: unknown; byteLength?: number };
    if (kind && byteLength! >= 0) return `[${kind} ${byteLength}]`;
    if (!self && typeof toJSON === 'function') return copy(toJSON.call(value), value);
    if (kind && !/^(?:Array|Object|Error|Map|Set)$/.test(kind)) {
      // boxed primitives; one whose valueOf lies is named like any other
      if (!self && /^(?:Str|Num|Boo)/.test(kind)) return copy(value.valueOf(), value);
      return kind === 'RegExp' ? copyText(`${value}`) : `[${kind}]`;
    }
    let { purse } = task;
    const depth = task.depth + 1;
    if (depth >= maxDepth || purse.left < RESERVE) {
      report();
      return zone > FREE ? undefined : markOf(value);
    }
    // a section of the event has a purse of its own, so that none starves another
    if (depth === 1 && task.zone === PROTOCOL) {
      purse.left -= maxBytes >> 5;
      purse = { left: maxBytes };
      purses.push(purse);
    }
    purse.left -= RESERVE;
    const to = kind === 'Array' || kind === 'Set' ? [] : {};
    (zone > FREE ? structure : data).push({ from: value, self: self ?? value, to, kind, key, up: task, depth, zone, purse });
    return to;
  }

  function stop(mark: string): false {
    const { to, up } = task;
    if (Array.isArray(to)) to.push(mark);
    else to['...'] = mark;
    report('!limit', undefined, up, task.key);
    return false;
  }

  /** Copies a member; false when the budget is used up. By its name it may be a secret. */
  function add(at: Key, value: unknown, name: unknown = at): boolean {
    const { to, purse } = task;
    const isItem = typeof at === 'number';
    nodes++;
    zone = task.zone;
    if (purse.left <= 0 && (zone <= FREE || !isItem)) return stop('[MaxProperties ~]');
    key = at;
    if (isItem) {
      purse.left -= 2;
    } else {
      purse.left -= at.length + 4;
      if (at.length > 255) key = at.slice(0, 256);
      if (zone > FREE) zone = zoneOf(zone, at);
    }
    let copied: Json | undefined = '[Filtered]';
    if (rules && zone && value != null && typeof name === 'string' && rules.isSecretKey(name, value)) report('@vigil:key');
    else copied = copy(value);
    if (isItem) (to as Json[]).push(copied ?? null);
    else if (at === '__proto__') Object.defineProperties(to, Object.getOwnPropertyDescriptors({ [at]: copied }));
    else if (copied !== undefined) (to as JsonObject)[key] = copied;
    return true;
  }

  function fill(): void {
    const { from, to, kind, purse, up } = task;
    if (kind === 'Map') {
      for (const [name, value] of from as Map<unknown, unknown>) if (!add(markOf(name), value)) break;
    } else if (Array.isArray(to)) {
      const list = from as unknown[];
      const { length } = list;
      let n = 0;
      if (task.zone > FREE && kind === 'Array') {
        n = Math.min(length, Math.trunc(purse.left / 512));
        const skipped = length - n;
        if (skipped) report('!limit', length, up, task.key);
        while (n-- > 0) add(n, list[skipped + n]);
        to.reverse();
      } else {
        for (const item of list) {
          // in a pair, as headers and queries come in lists, the first names the second
          const name = n === 1 && length === 2 && /^\S{1,64}$/.test(to[0] as string) ? to[0] : n;
          if (!add(n++, item, name)) break;
        }
      }
    } else {
      const source = kind ? fieldsOf(from as Record<string, unknown>, kind) : (from as Record<string, unknown>);
      for (const name in source) {
        if (isPolluted && !Object.hasOwn(source, name)) continue;
        let value: unknown = UNREADABLE;
        try {
          value = source[name];
        } catch {}
        if (!add(name, value)) break;
      }
    }
  }

  add(0, root);
  for (const queue of [structure, data]) {
    for (task of queue) {
      task.purse.left += RESERVE;
      try {
        fill();
      } catch {
        stop(UNREADABLE);
      }
    }
  }
  if (meter) {
    meter.nodes += nodes;
    for (const { left } of purses) meter.bytes += maxBytes - left;
  }
  return root === undefined ? root : top[0];
}
