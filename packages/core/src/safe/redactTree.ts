import { safely } from '../base/safely';
import type { CutAction, Json, JsonObject, Path } from './json';
import type { PathAction, PathRules, Reach } from './pathRules';
import { scrubPairs } from './scrubPairs';
import { ADDRESS_HEADER, truncateIps } from './truncateIp';
import { FREE, zoneOf } from './zones';

/** What an address may be: gone, without its last part, whole. */
export type IpPolicy = 'none' | 'truncated' | 'full';
export interface Redaction {
  paths: PathRules;
  /** Undefined: there can be none, the value goes. */
  hash(text: string): string | undefined;
  /** Filters what looks like a secret. */
  clean(text: string): string;
  ip: IpPolicy | undefined;
}
/** Is told what became of which place. */
export type Told = (path: Path, rule: PathAction | 'ip', action: CutAction) => void;

type Tree = Json[] | JsonObject;
type Key = string | number;

const isTree = (value: Json | undefined): value is Tree => typeof value === 'object' && value !== null;
const keysOf = (tree: Tree): Key[] => (Array.isArray(tree) ? [...tree.keys()] : Object.keys(tree));
const below = (zone: number, key: Key): number => (typeof key === 'number' ? zone : zoneOf(zone, key));

/** Without these a server cannot take an event, or cannot tell what it is and when it was: no path reaches them. */
const KEPT =
  /^(?:event_id|(?:start_)?timestamp|platform|level|type|sdk|debug_meta|(?:trace|(?:parent_)?span|check_in|exception|parent)_id|release|environment|status|op|handled|synthetic|is_exception_group|in_app|lineno|colno)$/;
/** Fields that hold the address of a client, wherever they stand. */
const ADDRESS_FIELD = /^(?:(?:user\.)?ip_?addr(?:ess)?|(?:client|remote)_?ip|remote_?addr(?:ess)?|client\.address|http\.client_ip)$/;

/** Carries out paths, hashes and the policy for addresses on a plain copy, which it changes. Work: members times paths under way. */
export function redactTree(root: Tree, { paths, hash, clean, ip }: Redaction, told: Told, zone: number, start: Reach = paths.start): void {
  function put(tree: Tree, key: Key, value: Json | undefined, path: Path, rule: PathAction | 'ip', action: CutAction): void {
    // an entry of a list keeps its place
    if (value === undefined && !Array.isArray(tree)) delete tree[key];
    else (tree as JsonObject)[key] = value ?? null;
    told(path, rule, value === undefined ? 'removed' : action);
  }

  /** A path ends here. `zone` is that of the tree. */
  function act(tree: Tree, key: Key, rule: PathAction, path: Path, zone: number): void {
    const value = (tree as JsonObject)[key];
    const isFixed = zone > FREE;
    if (value === null || value === undefined || value === '' || (isFixed && KEPT.test(`${key}`))) return;
    // maps and lists of the protocol stay what they are
    const stays = isFixed || (path[0] === 'request' && path.length === 2 && key !== 'data');
    // a server takes an address or none
    const goes = key === 'ip_address' && isFixed;
    if (isTree(value) && (stays || rule === 'hash'))
      for (const name of keysOf(value)) act(value, name, rule, [...path, name], below(zone, key));
    else if (rule === 'hash') put(tree, key, goes ? undefined : hash(`${value}`), path, rule, 'hashed');
    else put(tree, key, goes || (isFixed && typeof value !== 'string') ? undefined : '[Filtered]', path, rule, 'masked');
  }

  function hideAddress(tree: Tree, key: Key, value: string, name: string, path: Path): void {
    if (ip === undefined || ip === 'full' || !(ADDRESS_FIELD.test(name) || ADDRESS_HEADER.test(name))) return;
    const short = ip === 'truncated' ? truncateIps(value) : undefined;
    if (short !== value) put(tree, key, short, path, 'ip', 'masked');
  }

  /** `around`: how far the paths came at the list that this one is a pair in, as headers and queries come. */
  function visit(tree: Tree, reach: Reach, path: Path, zone: number, around?: Reach): void {
    const name = Array.isArray(tree) && tree.length === 2 && typeof tree[0] === 'string' ? tree[0] : undefined;
    for (const key of keysOf(tree)) {
      const value = (tree as JsonObject)[key]!;
      if (zone > FREE && KEPT.test(`${key}`)) continue;
      const here = [...path, key];
      const named = key === 1 ? name : undefined;
      const next = paths.step(reach, `${key}`, named !== undefined && around ? paths.step(around, named) : undefined);
      const rule = paths.endOf(next);
      if (rule) act(tree, key, rule, here, zone);
      else if (isTree(value)) {
        const isIn = Array.isArray(tree) && reach.size > 0;
        if (next.size || ip || isIn) visit(value, next, here, below(zone, key), isIn ? reach : undefined);
      } else if (typeof value === 'string') {
        const redacted = next.size ? redactText(value, next) : undefined;
        if (redacted) put(tree, key, redacted[0], here, redacted[1], redacted[1] === 'hash' ? 'hashed' : 'masked');
        else hideAddress(tree, key, value, (named ?? `${key}`).toLowerCase(), here);
      }
    }
  }

  /** JSON in a text is reached as well, and in any other text what looks like a pair. Undefined: nothing of that was there. */
  function redactText(text: string, reach: Reach): [text: string, rule: PathAction] | undefined {
    const inner = /^\s*["{[]/.test(text) ? safely(() => JSON.parse(text) as Json) : undefined;
    if (typeof inner === 'string') {
      const redacted = redactText(inner, reach);
      return redacted && [JSON.stringify(redacted[0]), redacted[1]];
    }
    if (isTree(inner)) {
      let by: PathAction | undefined;
      redactTree(inner, { paths, hash, clean, ip: undefined }, (_path, rule) => (by = rule as PathAction), FREE, reach);
      return by && [JSON.stringify(inner), by];
    }
    const names = paths.namesIn(reach);
    const isNamed = (key: string) => names.has('*') || names.has('**') || key.split(/[.[\]]/).some(part => names.has(part.toLowerCase()));
    // secrets first: what tells them by goes with a pair
    const kept = names.size ? clean(text) : text;
    const left = names.size ? scrubPairs(kept, isNamed) : text;
    return left === kept || left === text ? undefined : [left, 'path'];
  }

  visit(root, start, [], zone);
}
