import { peek } from '../base/guards';
import { hasOwn, lastOf } from '../base/lists';
import { hideLiterals } from './hideLiterals';
import { PARAMETERS } from './hideStatements';
import type { Holder, ScrubRules } from './scrub';
import { FREE } from './zones';

/** Where errors and their texts repeat the values that they are about: what a server's scrubber knows besides. */
export interface ValueRules {
  /** Whether what stands beside a member makes it a secret. */
  isSecretIn(key: string, value: unknown, holder: Holder): boolean;
  /** A statement without its literals, whatever it begins with; undefined for any other member. */
  statementIn(key: unknown, value: unknown, holder: Holder): string | undefined;
  /** A text before anything else of it is filtered. */
  cleanText(text: string): string;
}
export interface ValueOptions extends Pick<ScrubRules, 'isSecretKey' | 'cleanText'> {
  /** Without `dataCollection.databaseQueryData`. */
  hidesRows: boolean;
  /** With the detector of that name. */
  hidesTokens: boolean;
}
type Step = [pattern: RegExp, by: string | ((match: string, start: string, statement: string) => string)];

/** What a statement begins with behind comments, and what of it holds literals; what calls a procedure with them. */
const STATEMENT =
  /^\s*(?:(?:\/\*[^*]{0,500}\*\/|--[^\n]{0,500}\n)\s{0,99}){0,9}(?:(?:insert|replace)\s[^()]{0,30}\binto|delete\s+from|update\s[^=]{1,200}\sset|select\s.{1,5000}?\sfrom|with\s[^()]{1,200}\sas\s*\()\s/is;
const CLAUSE =
  /\b(?:values\s{0,9}\(|set\s[^=]{1,200}=|(?:where|having)\s|limit\s\d|join\s[^=]{1,200}\son\s[^=]{1,200}=|select\s{1,9}['\d])/i;
const CALL = /^\s*call\s+[\w.`"]{1,200}\([^']{0,1000}'/i;

const hideIn = (_match: string, start: string, statement: string) => start + hideLiterals(statement);

/** The arguments of a call as Prisma prints them, with their keys alone. */
const hidePrinted = (_match: string, start: string, call: string) =>
  start + call.replace(/"(?:[^"\\\n]|\\.)*"?|([:\n] {1,99})-?\d[\d.]*n?(?=,?\n)/g, (_value, before = '') => `${before}[Filtered]`);

/** Rows, parameters and literals in the errors of Postgres, MySQL, SQLite, SQL Server, MongoDB and Redis; those in Drizzle's and Prisma's. */
const ROWS: Step[] = [
  [/(\bKey \([^)\n]{1,200}\)=\()[^\n]{0,1000}?(?=\) (?:already|is |conflicts))/g, '$1[Filtered]'],
  [/(\bFailing row contains \().*/gs, '$1[Filtered])'],
  [/(\bDuplicate entry ')[^\n]{0,1000}?(?=' for key)/g, '$1[Filtered]'],
  [/(\bdup key: \{ ).{0,1000}?(?= \}(?!,))/gs, '$1[Filtered]'],
  [/(\bduplicate key value is \()[^\n]{0,1000}?(?=\)\.)/g, '$1[Filtered]'],
  [/^((?:[^\n]{0,200}?[Ee]rror: )?Failed query: .*\nparams: ).+/gs, '$1[Filtered]'],
  [/(\bexisting key \([^)\n]{1,200}\)=\()[^\n]{0,1000}(?=\)\.)/g, '$1[Filtered]'],
  [
    /(\b(?:invalid input (?:syntax|value) for (?:type|enum) [^:"\n]{0,80}(?:"[^"\n]{1,80}")?|malformed \w{1,20} literal|field value out of range): ").*(?=")/gs,
    '$1[Filtered]',
  ],
  [/(\bvalue ")[^"\n]{1,1000}(?=" is out of range for type )/g, '$1[Filtered]'],
  [/(\bToken ")[^\n]{1,1000}?(?=" is invalid)/g, '$1[Filtered]'],
  [/(\bnear ")(?:'.{0,1000}|\d[^"\n]{0,1000})(?=")/gs, '$1[Filtered]'],
  [/(\bportal (?:"[^"\n]{1,200}" )?(?:with parameters: |parameter )).+/gs, '$1[Filtered]'],
  [/(\b(?:JSON data|COPY [^\n]{1,200}?), line \d{1,9}(?:, column [^:\n]{1,100})?: ).+/g, '$1[Filtered]'],
  [/(\bSQL (?:statement|expression) ")(.{1,2000}?)(?="(?:\n|$))/gs, hideIn],
  [/(\b[Ii]ncorrect [\w ]{1,30} value: ').{0,1000}?(?='(?: for (?:column|function)|\s*$))/gs, '$1[Filtered]'],
  [/(\bsyntax to use near ')(.{1,1000})(?=' at line \d)/gs, hideIn],
  [/(\bconverting the \w{1,30} value ').{0,1000}(?=' to data type)/gs, '$1[Filtered]'],
  [/(\bFailed to parse \w{1,20} ').{0,1000}(?=' in \$convert)/gs, '$1[Filtered]'],
  [/(\bto execute command \{).+/gs, '$1 [Filtered] }'],
  [/(\bNo document found for query ").+?(" on model |$)/gs, '$1[Filtered]$2'],
  [/(\bfind any entity of type "[^"\n]{1,200}" matching: ).+/gs, '$1[Filtered]'],
  [/(, with args beginning with: ).+/gs, '$1[Filtered]'],
  [/(\bInvalid `[^`\n]{1,200}` invocation)(.+)/gs, hidePrinted],
];
const ROW =
  /\bKey \(|existing key \(|Failing row|Duplicate entry|dup(?:licate)? key|Failed query|invalid input| literal: "|out of range|Token "|near ["']|portal (?:"|with|param)|, line \d|SQL [se]\w{1,20} "| value '|value: '|in \$convert|command \{|found for query "| matching: |beginning with: |` invocation/;

/**
 * Members that repeat a row or a condition, and what one of stands beside them: MongoDB, mongoose, Sequelize, TypeORM, DynamoDB. What
 * holds a list of names is none.
 */
const ROW_KEYS: Record<string, string[]> = {
  keyValue: ['keyPattern'],
  op: ['errmsg'],
  consideredValue: ['operatorName', 'reason'],
  filter: ['numAffected'],
  query: ['numAffected'],
  fields: ['parent'],
  instance: ['validatorKey'],
  value: ['validatorKey'],
  criteria: ['entityClass'],
  Item: ['$metadata', 'Code'],
};
/** Members that are a statement besides `sql`, and what one of stands beside them. */
const STATEMENT_KEYS: Record<string, string[]> = {
  internalQuery: ['severity'],
  query: ['driverError', 'parameters', 'params'],
};

/** More letters that providers put before a token, and hashes of passwords. */
const TOKENS: Step[] = [
  [
    /\b(?=[\w-]{0,99}\d)(?:gsk_|xai-|pplx-|r8_|ntn_|glsa_|phx_|HRKU-|nfp_|vercel_[a-z]+_rw_|(?:pi|seti)_[A-Za-z\d]+_secret_)[\w-]{20,}/g,
    '[Filtered]',
  ],
  [/\$2[aby]\$\d\d\$[./\w]{53}|\$argon2(?:id|i|d)\$[^\s"'<>]+/g, '[Filtered]'],
];
const USERS: Step[] = [
  // options of clients of databases that stand at their value, or whose letter says too little
  [/(\b(?:mysql|mariadb)[\w-]{0,20}\s[^\n;|&]{0,300}?\s-p)[^\s"';|&]+/g, '$1[Filtered]'],
  [/(\b(?:redis-cli\s[^\n;|&]{0,300}?-a|sshpass\s{1,9}-p)\s{0,9}["']?)[^\s"';|&]+/g, '$1[Filtered]'],
  // a slash that is not encoded: nobody can read such a URL, so errors show it
  [
    /(:\/\/)[^\s/?#:@[\]"'`<>{}]{0,200}:(?!\d{1,5}\/)[^\s/?#@"'`<>{}]{1,200}\/[^\s?#"'`<>{}]{0,200}?@(?=[\w.-]{1,250}(?:[:/?#]|$))/g,
    '$1[Filtered]@',
  ],
  // the option of curl; numbers are ids of user and group
  [/(\s(?:-u|--user)[ =]["']?[^\s:"']{1,64}:)(?!\d{1,9}(?!\S))[^\s"']+/g, '$1[Filtered]'],
];

/** Where a text names a key and shows its value: lines of headers, mongoose, Joi, Effect, elements with attributes or CDATA, brackets of forms. */
const NAMED: RegExp[] = [
  /(^([\w-]{1,64}): )[^\r\n]{1,8192}(?=\r)/gm,
  /(\bPath `([\w.]{1,200})` (?:is invalid )?\()(?:`[^`]{0,2000}`|[^()]{0,2000}(?=\)))/g,
  /("([\w.[\]]{1,200})" with value )"[^\n]{0,2000}?"(?= [a-z])/g,
  /(\["([\w.-]{1,64})"\]\n[^\n]{0,200}?, actual )"[^\n]{0,2000}"/g,
  /(<([\w:.-]{1,64})(?:\s{1,9}[\w:.-]{1,64}=(?:"[^"<>]{0,200}"|'[^'<>]{0,200}')){1,9}\s?>)[^<]+/g,
  /(<([\w:.-]{1,64})(?:\s[^<>]{0,200})?><!\[CDATA\[)[^\]]+/g,
  /(\b([\w.-]{1,64}(?:%5[BbDd][\w.-]{0,64}){1,9})=)[^&\s]+/g,
];
/** The same of mongoose where the value comes first. */
const CAST = /(\bfor value )"[^\n]{0,2000}?"(?= \(type \w{1,40}\) at path "([\w.]{1,200})")/g;
const NAMING = /\r|%5[BbDd]|\b[Pp]ath [`"]|" with value "|, actual "|<[\w:.-]+(?:\s|><!)/;

const TELLING = /^(?:args|node|record|(?:string|original)?value)$/i;
/** The members that say what the `value` beside them is of. */
const NAMES = ['path', 'property', 'name', 'key', 'field', 'param'];

const replaceAll = (text: string, steps: Step[]) => steps.reduce((clean, [pattern, by]) => clean.replace(pattern, by as string), text);

const isStatement = (text: string) => CALL.test(text) || (STATEMENT.test(text) && CLAUSE.test(text));

/** Where a statement begins: at the start, or behind the name of the error whose message it is, as consoles write it. -1: there is none. */
function statementAt(text: string): number {
  if (isStatement(text)) return 0;
  const name = text.slice(0, 200).search(/(?:rror|ception): /);
  const at = text.indexOf(':', name) + 2;
  return name >= 0 && isStatement(text.slice(at)) ? at : -1;
}

/** A statement without its literals. What knex puts behind it, ` - duplicate key ...`, are the database's own words. */
function hideStatement(text: string): string {
  const start = statementAt(text);
  if (start < 0) return text;
  const at = text.lastIndexOf(' - ');
  const said = at > start ? text.slice(at) : '';
  const isSaid = /^ - \w+(?:: | ['"a-z])[^=]*$/.test(said) && !CLAUSE.test(said) && text.slice(start, at).split("'").length % 2 > 0;
  return text.slice(0, start) + (isSaid ? hideLiterals(text.slice(start, at)) + said : hideLiterals(text.slice(start)));
}

const hasBeside = (from: object, names: string[]) => names.some(name => peek(from, name) !== undefined);

/** Whether these are the parameters of a statement that stands beside them, of a command (Redis), or what is told of a row. */
function isParameters(key: string, value: unknown, { from, key: place }: Holder): boolean {
  if (key === 'args') return place === 'command' && Array.isArray(value) && typeof peek(from, 'name') === 'string';
  if (key === 'record') return [place, peek(from, 'name')].some(name => typeof name === 'string' && /^SequelizeBulk/.test(name));
  // a tree of Kysely's
  if (key === 'node')
    return ['SelectQueryNode', 'UpdateQueryNode', 'DeleteQueryNode', 'InsertQueryNode'].includes(peek(value, 'kind') as string);
  if (hasOwn(ROW_KEYS, key)) return !Array.isArray(value) && hasBeside(from, ROW_KEYS[key]!);
  return PARAMETERS.test(key) && [peek(from, 'sql'), peek(from, 'query')].some(each => typeof each === 'string');
}

export function createValueRules({ isSecretKey, cleanText, hidesRows, hidesTokens }: ValueOptions): ValueRules {
  const telling = new Map<string, boolean>();
  /** Few keys are worth a look at what stands beside them, and the same come with each event. */
  const isTelling = (key: string): boolean => {
    let found = telling.get(key);
    if (found === undefined) {
      if (telling.size > 999) telling.clear();
      telling.set(key, (found = TELLING.test(key) || PARAMETERS.test(key) || hasOwn(ROW_KEYS, key)));
    }
    return found;
  };
  const isToldOf = (key: string, value: unknown, holder: Holder): boolean => {
    if (hidesRows && isParameters(key, value, holder)) return true;
    if (!/value$/i.test(key)) return false;
    const given = NAMES.map(name => peek(holder.from, name)).find(name => typeof name === 'string' || Array.isArray(name));
    const name: unknown = Array.isArray(given) ? lastOf(given) : given;
    return typeof name === 'string' && isSecretKey(name, value);
  };
  const hideNamed = (match: string, start: string, key: string) =>
    isSecretKey(key.replace(/%5[bd]/gi, '_')) ? `${start}[Filtered]` : match;

  return {
    isSecretIn(key, value, holder) {
      // a card without separators is a number too
      if (typeof value === 'number' && value > 2e12 && cleanText(`${value}`) !== `${value}`) return true;
      return isTelling(key) && isToldOf(key, value, holder);
    },
    statementIn(key, value, { from, zone }) {
      if (!hidesRows || zone > FREE || typeof value !== 'string' || typeof key !== 'string') return undefined;
      const isOne = key === 'sql' || (hasOwn(STATEMENT_KEYS, key) && hasBeside(from, STATEMENT_KEYS[key]!));
      return isOne ? hideLiterals(value) : undefined;
    },
    cleanText(text) {
      let clean = text;
      if (hidesRows) {
        clean = hideStatement(clean);
        if (ROW.test(clean)) clean = replaceAll(clean, ROWS);
      }
      if (hidesTokens && /[_-][\w-]{20}|\$[2a]/.test(clean)) clean = replaceAll(clean, TOKENS);
      if (/:\/\/|\s-/.test(clean)) clean = replaceAll(clean, USERS);
      if (NAMING.test(clean)) for (const pattern of [...NAMED, CAST]) clean = clean.replace(pattern, hideNamed);
      return clean;
    },
  };
}
