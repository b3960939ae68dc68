import { isObject } from '../base/guards';
import { safely } from '../base/safely';
import { hideStatements } from '../safe/hideStatements';
import type { JsonObject, NoteTaker } from '../safe/json';
import { createMoreDetectors } from '../safe/moreDetectors';
import { createPathRules, parsePath } from '../safe/pathRules';
import { type IpPolicy, type Redaction, redactTree } from '../safe/redactTree';
import { rememberHarmless } from '../safe/rememberHarmless';
import { scrubEnvelope } from '../safe/scrubEnvelope';
import type { ScrubOptions } from '../safe/scrubOptions';
import { walk } from '../safe/walk';
import { PROTOCOL } from '../safe/zones';
import type { Event } from '../wire/event';
import type { Client } from './clientTypes';
import type { Extension } from './platform';

/** What hashing needs of a runtime. */
export interface HashSource {
  /** Where the option names none. */
  salt(): string | undefined;
  /** `node:crypto`, or what has the same; undefined where there is no synchronous HMAC. */
  crypto(): { createHmac(algorithm: 'sha256', key: string): { update(text: string): { digest(encoding: 'hex'): string } } } | undefined;
}

/** Secret keys of more providers: signatures of URLs, keys of accounts. */
const MORE_KEYS = /(?:^|[-_.])sig(?:nature)?$|(?:account|encryption|signing|master)[-_]?key$/i;
const POLICIES: IpPolicy[] = ['none', 'truncated', 'full'];
/** Of what a copy for paths may hold, in bytes: more than an event may have, so that the byte budget still decides. */
const COPY = { maxBytes: 800_000, maxString: 200_000 };
/** Paths come first: a value that is hashed must be whole. */
const UNSCRUBBED = { isSecretKey: () => false, cleanText: (text: string) => text };

function readPaths(given: unknown, warn: Client['warn'], key: string): string[][] {
  const paths = given === undefined ? [] : Array.isArray(given) ? given.map(parsePath) : [undefined];
  if (paths.includes(undefined)) warn('V011', key);
  return paths.filter(path => path !== undefined);
}

/** The hash of a text, the same in every process with this salt; undefined, with one warning, where it cannot be made. */
function createHash(given: unknown, source: HashSource, warn: Client['warn']): Redaction['hash'] {
  const salt = typeof given === 'string' && given ? given : source.salt();
  if (!salt) warn('V057', 'scrub.hash');
  let crypto: ReturnType<HashSource['crypto']> | null = null;
  return text => {
    if (!salt) return undefined;
    // loaded for the first value that needs it
    if (crypto === null) crypto = safely(source.crypto);
    const hashed = safely(() => crypto?.createHmac('sha256', salt).update(text).digest('hex').slice(0, 16));
    if (hashed === undefined) warn('V058', 'scrub.hash');
    return hashed;
  };
}

function readRedaction({ paths, hash, ip }: ScrubOptions, source: HashSource, warn: Client['warn']): Redaction | undefined {
  const isPolicy = POLICIES.includes(ip!);
  if (ip !== undefined && !isPolicy) warn('V007', 'scrub.ip', typeof ip);
  const hashed = readPaths(isObject(hash) ? hash.paths : hash, warn, 'scrub.hash');
  const removed = readPaths(paths, warn, 'scrub.paths');
  if (!hashed.length && !removed.length && !isPolicy) return undefined;
  return {
    paths: createPathRules([
      ['hash', hashed],
      ['path', removed],
    ]),
    clean: text => text,
    hash: hashed.length ? createHash(hash?.salt, source, warn) : () => undefined,
    ip: isPolicy ? ip : undefined,
  };
}

/**
 * `scrub.paths`, `scrub.hash` and `scrub.ip`; SQL without its literals unless `dataCollection.databaseQueryData`; and the scrubber over
 * what comes past the pipeline: sessions, check-ins, envelopes by hand.
 */
export function withRedaction(source: HashSource): Extension {
  return core => {
    const { client, delivery, options } = core;
    const { scrubRules: rules } = client;
    if (!rules || !delivery) return;
    rules.keys.push(MORE_KEYS);
    const given = isObject(options.scrub) ? (options.scrub as ScrubOptions) : {};
    const redaction = readRedaction(given, source, client.warn);
    const hides = options.dataCollection?.databaseQueryData !== true;
    /** Those of the event at hand: a secret key must not hide them, nor a detector. */
    const hashes = new Set<string>();
    const { isSecretKey, cleanText, redact } = rules;
    const cleanMore = createMoreDetectors(isSecretKey, cleanText, given.detectors);
    if (redaction) {
      const { hash } = redaction;
      rules.ip = redaction.ip;
      redaction.clean = text => rules.cleanText(text);
      redaction.hash = text => {
        const hashed = hash(text);
        if (hashed !== undefined) hashes.add(hashed);
        return hashed;
      };
      rules.isSecretKey = (key, value, holder) => !hashes.has(value as string) && isSecretKey(key, value, holder);
      rules.redactUser = (did, address) => {
        const user: JsonObject = { id: did!, email: did!, username: did!, ip_address: address ?? null };
        redactTree({ user }, redaction, () => undefined, PROTOCOL);
        // which of them it was nobody knows: what holds for one holds for it
        const key = ['id', 'email', 'username'].find(each => user[each] !== did) ?? 'id';
        const who = user[key] === '[Filtered]' ? undefined : user[key];
        return [who ?? undefined, user['ip_address'] ?? undefined];
      };
    }
    rules.cleanText = rememberHarmless((text, hit) => (hashes.has(text) ? text : cleanMore(text, hit)));
    // as they will stand in the event
    const cleanKey = (key: string | number) => (typeof key === 'string' ? rules.cleanText(key) : key);
    rules.redact = (event, note) => {
      const noteClean: NoteTaker = (path, ...what) => note(path.map(cleanKey), ...what);
      hashes.clear();
      const told = redact?.(event, note) ?? event;
      const shown = hides ? hideStatements(told) : told;
      if (!redaction) return shown;
      const copy = walk(shown, PROTOCOL, { ...COPY, rules: { ...UNSCRUBBED, redactIn: rules.redactIn }, note: noteClean });
      if (!isObject(copy)) return shown;
      redactTree(copy as JsonObject, redaction, (path, rule, action) => noteClean(path, `@vigil:${rule}`, action), PROTOCOL);
      return copy as unknown as Event;
    };
    core.delivery = {
      ...delivery,
      sendEnvelope: (envelope, isReplay) => delivery.sendEnvelope(isReplay ? envelope : scrubEnvelope(envelope, rules), isReplay),
    };
  };
}
