import { isError, isObject, peek } from '../base/guards';
import { hasOwn } from '../base/lists';
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
const ANSWERED = ['_body', 'body', 'data', 'json', 'text', 'rawBody', 'rawResponse', 'rawError', 'content', 'result', 'error'];
/** Names that say it themselves, as clients of AI, Discord, tRPC and GraphQL have them. */
const NAMED: Record<string, BodyKind> = {
  requestBody: 'outgoingRequest',
  requestBodyValues: 'outgoingRequest',
  responseBody: 'incomingResponse',
  responseJSON: 'incomingResponse',
  responseText: 'incomingResponse',
  bodyText: 'incomingResponse',
};

/** Members of errors that say by a text beside them whose they are. */
const TOLD: Array<[keys: string[], beside: string, like: RegExp, kind: BodyKind]> = [
  // what the parsers of bodies of Express throw
  [['body'], 'type', /^entity\./, 'incomingRequest'],
  // the webhook that Stripe's library refused
  [['payload', 'header'], 'type', /SignatureVerification/, 'incomingRequest'],
  // objects of the account that the answer was about, which Stripe hangs on its errors
  [['raw', 'payment_intent', 'payment_method', 'setup_intent', 'source'], 'rawType', /^/, 'incomingResponse'],
  [['data'], 'code', /^slack_/, 'incomingResponse'],
  [['variables'], 'query', /^/, 'outgoingRequest'],
];

/** What was to be valid, beside what its validator says of it: Joi, yup, superstruct, TypeBox, Valibot, class-validator, ajv, Effect. */
const INPUTS: Record<string, string[]> = {
  _original: ['details'],
  value: ['inner', 'schema'],
  branch: ['path'],
  input: ['kind', 'origin'],
  received: ['kind'],
  target: ['constraints'],
  data: ['instancePath'],
  actual: ['ast'],
};

/** What of an answer stands elsewhere, beside what tells it: wreck, soap. */
const APART: Record<string, string> = { payload: 'isResponseError', body: 'response', root: 'response' };

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
  const hasHeaders = hasAny(from, ['headers', 'header']);
  // generated clients have it as their code
  const hasStatus = ['status', 'statusCode', hasHeaders ? 'code' : ''].some(name => typeof peek(from, name) === 'number');
  if (place === 'response' || place === 'res' || place === 'oauthError') return hasStatus || hasHeaders || hasAny(from, ['errors']);
  if (!hasStatus) return hasAny(from, ['response']) && hasAny(from, ['request']);
  if (key === 'rawResponse' || hasAny(from, ['config', 'request', 'req', 'response', 'requestBody', 'rawResponse'])) return true;
  return hasHeaders && (key === 'data' ? hasAny(from, ['statusText']) : /^(?:body|rawBody|error)$/.test(key));
}

/** What errors of this class have for the answer: GraphQL's the data that came with the errors, those of the AI SDK what the model said. */
function isOfClass(key: string, { from, key: place }: Holder): boolean {
  const isNamed = (like: RegExp) => like.test(`${place}`) || isText(from, 'name', like);
  if (key === 'data') return isNamed(/^CombinedGraphQLErrors/) || (isObject(peek(from, 'shape')) && isObject(peek(from, 'meta')));
  if (key === 'shape') return isObject(peek(from, 'meta'));
  return /^(?:text|value|prompt|toolInput)$/.test(key) && isNamed(/^AI_/);
}

/** By its name and what stands beside it. */
function kindOf(key: string, value: unknown, holder: Holder): BodyKind | undefined {
  const { from, key: place } = holder;
  if (hasOwn(NAMED, key)) return NAMED[key];
  if (SENT.includes(key) && isRequest(from)) return 'outgoingRequest';
  // a method of Telegram's
  if (key === 'payload' && isText(from, 'method') && (place === 'on' || hasAny(from, ['error_code']))) return 'outgoingRequest';
  // of a URL as `url.parse` gives it
  if ((QUERY.includes(key) && isRequest(from)) || (key === 'query' && isText(from, 'search') && isText(from, 'pathname'))) return 'query';
  // one value is told by the name beside it, as `isSecretIn` reads it
  if (hasOwn(INPUTS, key) && (isObject(value) || key !== 'value') && hasAny(from, INPUTS[key]!)) return 'incomingRequest';
  // the webhook that Octokit's handlers failed on
  if (key === 'payload' && place === 'event' && isText(from, 'id')) return 'incomingRequest';
  for (const [keys, beside, like, kind] of TOLD) if (keys.includes(key) && isText(from, beside, like)) return kind;
  const isOfAnswer =
    (ANSWERED.includes(key) && isAnswer(from, key, place)) || (hasOwn(APART, key) && hasAny(from, [APART[key]!])) || isOfClass(key, holder);
  return isOfAnswer ? 'incomingResponse' : undefined;
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
  const telling = new Set<unknown>([
    ...SENT,
    ...QUERY,
    ...ANSWERED,
    ...Object.keys(NAMED),
    ...Object.keys(INPUTS),
    ...TOLD.flatMap(([keys]) => keys),
    'query',
    'root',
    'shape',
    'prompt',
    'toolInput',
  ]);
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
      const kind = kindOf(key as string, value, holder);
      if (!kind || lets(kind) || !isEligible(holder)) return undefined;
      return shown++ < MAX_SHOWN ? outlineBody(value) : '[Filtered]';
    },
  };
}
