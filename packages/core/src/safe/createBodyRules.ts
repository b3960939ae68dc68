import { isError, isObject, peek } from '../base/guards';
import { markOfInternals } from './markOfInternals';
import { outlineBody } from './outlineBody';
import type { Holder, ScrubRules } from './scrub';
import { FREE } from './zones';

type BodyKind = 'outgoingRequest' | 'incomingResponse' | 'incomingRequest' | 'query';
export interface BodyOptions {
  /** Whether bodies of this kind leave as they are. */
  lets(kind: BodyKind): boolean;
  /** Whether these are the fields of an error of the event at hand. */
  isOfError(holder: Holder): boolean;
}
export interface BodyRules extends Required<Pick<ScrubRules, 'redactIn'>> {
  /** Before each event. */
  begin(): void;
}

const SENT = ['body', 'data', 'json', 'form', 'formData', 'multipart', 'payload', 'bulkBody'];
const QUERY = ['params', 'searchParams', 'qs', 'querystring'];
const ANSWERED = ['_body', 'body', 'data', 'json', 'text', 'rawBody', 'rawResponse', 'result', 'error'];
/** Objects of the account that the answer was about, which Stripe hangs on its errors. */
const STRIPE = ['raw', 'payment_intent', 'payment_method', 'setup_intent', 'source'];

const METHOD = /^(?:[A-Z]{3,20}|get|post|put|patch|delete|head|options)$/;
const TARGETS = ['url', 'uri', 'path', 'href', 'hostname', 'baseURL', 'headers'];

const hasAny = (from: object, names: string[]) => names.some(name => (peek(from, name) ?? '') !== '');
/** Whether a member is a text, and one like this. */
function isText(from: object, name: string, like = /^/): boolean {
  const text = peek(from, name);
  return typeof text === 'string' && like.test(text);
}

const isRequest = (from: object) => isText(from, 'method', METHOD) && hasAny(from, TARGETS);

/** Whether `key` is the body of an answer. What an application puts on an error beside status and headers is not, but for `body`. */
function isAnswer(from: object, key: string, place: string | number): boolean {
  const hasStatus = [peek(from, 'status'), peek(from, 'statusCode')].some(each => typeof each === 'number');
  const hasHeaders = hasAny(from, ['headers', 'header']);
  if (place === 'response' || place === 'res') return hasStatus || hasHeaders;
  if (!hasStatus) return hasAny(from, ['response']) && hasAny(from, ['request']);
  if (key === 'rawResponse' || hasAny(from, ['config', 'request', 'req', 'response'])) return true;
  return hasHeaders && (key === 'data' ? hasAny(from, ['statusText']) : /^(?:body|rawBody|error)$/.test(key));
}

/** By its name and what stands beside it. */
function kindOf(key: string, { from, key: place }: Holder): BodyKind | undefined {
  if (key === 'variables') return isText(from, 'query') ? 'outgoingRequest' : undefined;
  if (SENT.includes(key) && isRequest(from)) return 'outgoingRequest';
  if (QUERY.includes(key) && isRequest(from)) return 'query';
  // what the parsers of bodies of Express throw
  if (key === 'body' && isText(from, 'type', /^entity\./)) return 'incomingRequest';
  if (ANSWERED.includes(key) && isAnswer(from, key, place)) return 'incomingResponse';
  if (STRIPE.includes(key) && isText(from, 'rawType')) return 'incomingResponse';
  return undefined;
}

/** Of an error that was copied before, as what a console was given is. */
const isCopyOfError = (from: object) => isText(from, 'message') && isText(from, 'name', /(?:Error|Exception)$/);

/** Bodies of one event whose keys are shown: more are of a list that nobody reads. */
const MAX_SHOWN = 50;

/**
 * What is shown in place of the bodies that clients of HTTP hang on their errors: their keys. Elsewhere than in errors and in what was
 * given to a console the same shape is what an application chose to send. Of objects of the runtime the name is shown, wherever they are.
 */
export function createBodyRules({ lets, isOfError }: BodyOptions): BodyRules {
  let shown = 0;
  // few members are worth a look at what stands beside them, and each of an event is asked about
  const telling = new Set<unknown>([...SENT, ...QUERY, ...ANSWERED, ...STRIPE, 'variables']);
  const isEligible = (holder: Holder): boolean =>
    isError(holder.self) ||
    isCopyOfError(holder.from) ||
    (holder.key === 'arguments' && holder.up?.key === 'data') ||
    isOfError(holder) ||
    (!!holder.up && isEligible(holder.up));

  return {
    begin: () => (shown = 0),
    redactIn(key, value, holder) {
      // most members of an event are those of its frames and breadcrumbs
      if (holder.zone > FREE) return undefined;
      const isData = isObject(value);
      const mark = isData ? markOfInternals(value) : undefined;
      if (mark !== undefined || !telling.has(key) || !(isData || typeof value === 'string')) return mark;
      const kind = kindOf(key as string, holder);
      if (!kind || lets(kind) || !isEligible(holder)) return undefined;
      return shown++ < MAX_SHOWN ? outlineBody(value) : '[Filtered]';
    },
  };
}
