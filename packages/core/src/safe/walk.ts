import { peek } from '../base/guards';
import { isVueComponent } from './isVueComponent';
import type { Json, JsonObject, Meter, NoteTaker, Path } from './json';
import type { ScrubRules } from './scrub';
import { FREE, PROTOCOL, zoneOf } from './zones';

export interface WalkOptions {
  maxBytes?: number | undefined;
  maxString?: number | undefined;
  maxDepth?: number | undefined;
  meter?: Meter | undefined;
  /** How secrets are treated; without rules they are not. */
  rules?: Pick<ScrubRules, 'isSecretKey' | 'cleanText' | 'redactIn'> | undefined;
  /** Is told what was cut. */
  note?: NoteTaker | undefined;
}

/** An object and its copy. */
interface Task {
  from: object;
  /** The object before its toJSON; compared for cycles. */
  self: object;
  to: Json[] | JsonObject;
  kind: string;
  key: Key;
  up?: Task | undefined;
  depth: number;
  zone: number;
  /** In a pair, as headers and queries come in lists, the first names the second; in rawHeaders and argv each its next. */
  paired: boolean;
}
type Key = string | number;

const DATA = ['Array', 'Object', 'Error', 'Map', 'Set'];
/** What an error hides. */
const ERROR_FIRST = ['name', 'message', 'cause', 'errors'];
/** What must not get lost. */
const EVENT_FIRST = ['event_id', 'exception', 'contexts'];

const UNREADABLE = '**non-serializable**';

/** Bytes put by for each object still to be visited: enough to say something. */
const RESERVE = 64;

/** `Error`, `Map`, `Promise`...: what it is, across realms too; nothing for a plain object. */
function kindOf(value: object): string {
  if (Array.isArray(value)) return 'Array';
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto === Object.prototype || proto === null) return '';
  return value instanceof Error ? 'Error' : {}.toString.call(value).slice(8, -1);
}

/** The entry before, if it can be a name. */
function nameIn(list: unknown[], at: number): unknown {
  const before = list[at - 1];
  return typeof before === 'string' && /^\S{1,64}$/.test(before) ? before : at;
}

/** A short text for what is no data; the value's own toString is never called. */
function markOf(value: unknown): string {
  let name: unknown;
  if (typeof value === 'function') name = `Function: ${typeof value.name === 'string' && value.name ? value.name : '<anonymous>'}`;
  else if (typeof value === 'symbol') name = String(value);
  // writing out a bigint takes time by the square of its length
  else if (typeof value === 'bigint') name = `BigInt: ${value < 1e99 && value > -1e99 ? value : '~'}`;
  else if (typeof value === 'object') name = value && (value.constructor?.name ?? 'Object');
  else return `${value}`;
  return `[${`${name}`.slice(0, 99)}]`;
}

/**
 * The one copy of foreign data: JSON-safe, bounded, scrubbed. The protocol's own structure comes first and whole, no payload can take
 * the room of a stack; of its lists the last entries first, because the newest breadcrumb and the crash site stand there. Data comes
 * breadth first, so that shallow facts outlive deep ones, and no object of it takes more than three quarters of what is left.
 */
export function walk(root: unknown, rootZone: number, options: WalkOptions): Json | undefined {
  const { maxBytes = 100_000, maxString = 16_384, maxDepth = 100, meter, rules, note } = options;
  const data: Task[] = [];
  let left = maxBytes;
  let nodes = 1;
  // the object at hand, and of the member at hand key, zone and, of a text, length
  let task: Task | undefined;
  let key: Key = '';
  let zone = rootZone;
  let size: number | undefined;
  const hit = (rule: string) => report('@vigil:' + rule, size);

  function report(rule = '!limit', length?: number, at = task, name = key): void {
    const path: Path = [];
    for (; at; name = at.key, at = at.up) path.unshift(name);
    note?.(path, rule, rule < '@' ? 'truncated' : 'masked', length);
  }

  function copy(value: unknown, self?: object): Json | undefined {
    if (typeof value === 'string') {
      let text = value;
      size = text.length;
      if (size > maxString || (size > left && size > 32)) {
        text = text.slice(0, Math.min(maxString, Math.max(32, left)) - 3) + '...';
        report('!limit', size);
      }
      if (rules && zone) text = rules.cleanText(text, hit);
      left -= text.length;
      return text;
    }
    left -= 6;
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
    for (let at = task; at; at = at.up) if (at.self === value) return '[Circular ~]';
    if (isVueComponent(value)) return '[VueViewModel]';
    const kind = kindOf(value);
    const { toJSON, byteLength } = value as { toJSON?: unknown; byteLength?: number };
    if (kind && byteLength! >= 0) return `[${kind} ${byteLength}]`;
    // a list with one has it of an old Prototype.js, for all lists of the page, as all objects may have one of whoever wrote it for them
    if (!self && typeof toJSON === 'function' && kind !== 'Array' && toJSON !== peek({}, 'toJSON')) return copy(toJSON.call(value), value);
    if (kind && !DATA.includes(kind)) return `[${kind}]`;
    const depth = task ? task.depth + 1 : 0;
    if (depth >= maxDepth || left < RESERVE) {
      report();
      return zone > FREE ? undefined : markOf(value);
    }
    const to = kind === 'Array' || kind === 'Set' ? [] : {};
    const next: Task = { from: value, self: self ?? value, to, kind, key, up: task, depth, zone, paired: false };
    if (zone > FREE) fill(next);
    else {
      left -= RESERVE;
      data.push(next);
    }
    return to;
  }

  /** Copies a member, which by its name may be a secret. Throws when `floor` is reached. */
  function add({ from, to, zone: own, paired }: Task, at: Key, value: unknown, floor: number): void {
    const name = paired ? nameIn(from as unknown[], at as number) : at;
    nodes++;
    zone = own;
    let copied: Json | undefined = '[Filtered]';
    // what a list of the structure holds was counted before
    if (left <= floor && (own <= FREE || typeof at === 'string')) throw 0;
    if (typeof at === 'number') left -= 2;
    else {
      if (at.length > 256) at = at.slice(0, 256);
      left -= at.length + 4;
      if (own > FREE) zone = zoneOf(own, at);
      // names of the structure are ours, and there are many; what is longer than any of them is not
      if (rules && zone && (at.length > 15 || (own !== PROTOCOL && /\W/.test(at)))) at = rules.cleanText(at);
    }
    key = at;
    // a path that is longer than any name ends with what it names
    if (rules && zone && value != null && typeof name === 'string' && rules.isSecretKey(name.slice(-999), value, task))
      report('@vigil:key');
    else copied = copy(rules?.redactIn?.(name, value, task!) ?? value);
    if (typeof at === 'number') (to as Json[]).push(copied ?? null);
    else if (copied !== undefined && at !== '__proto__') (to as JsonObject)[at] = copied;
  }

  function fillList(next: Task, list: unknown[], to: Json[], floor: number): void {
    const { length } = list;
    let n = 0;
    // the words of a fingerprint only stand side by side
    next.paired = length === 2 ? next.key !== 'fingerprint' : /(?:headers|arg[sv])$/i.test(next.key as string);
    if (next.zone > FREE && next.kind === 'Array') {
      const first = Math.max(0, length - Math.trunc(left / 512));
      if (first) report('!limit', length, next.up, next.key);
      for (n = length; n-- > first; ) add(next, n, list[n], floor);
      to.reverse();
    } else for (const item of list) add(next, n++, item, floor);
  }

  function fill(next: Task): void {
    const { from, to, kind, up } = next;
    const floor = next.zone > FREE ? 0 : left >> 2;
    task = next;
    try {
      if (kind === 'Map') for (const [name, value] of from as Map<unknown, unknown>) add(next, markOf(name), value, floor);
      else if (Array.isArray(to)) fillList(next, from as unknown[], to, floor);
      else {
        let names = Object.keys(from);
        const first = kind === 'Error' ? ERROR_FIRST : !up && next.zone === PROTOCOL && EVENT_FIRST;
        if (first) names = [...new Set([...first, ...names])];
        for (const name of names) {
          // leaves as frames
          if (name === 'stack' && kind === 'Error') continue;
          let value: unknown = UNREADABLE;
          try {
            value = (from as Record<string, unknown>)[name];
          } catch {}
          add(next, name, value, floor);
        }
      }
    } catch {
      const mark = left <= floor ? '[MaxProperties ~]' : UNREADABLE;
      if (Array.isArray(to)) to.push(mark);
      else to['...'] = mark;
      report('!limit', undefined, up, next.key);
    }
    task = up;
  }

  const copied = copy(root);
  for (const next of data) {
    left += RESERVE;
    fill(next);
  }
  if (meter) {
    meter.nodes += nodes;
    meter.bytes += maxBytes - left;
  }
  return root === undefined ? root : copied;
}
