import { peek } from '../base/guards';
import { lastOf } from '../base/lists';
import { hideLiterals } from './hideLiterals';
import { PARAMETERS } from './hideStatements';
import type { Holder, ScrubRules } from './scrub';

/** Where errors and their texts repeat the values that they are about: what a server's scrubber knows besides. */
export interface ValueRules {
  /** Whether what stands beside a member makes it a secret. */
  isSecretIn(key: string, value: unknown, holder: Holder): boolean;
  /** A text before anything else of it is filtered. */
  cleanText(text: string): string;
}
export interface ValueOptions extends Pick<ScrubRules, 'isSecretKey' | 'cleanText'> {
  /** Without `dataCollection.databaseQueryData`. */
  hidesRows: boolean;
  /** With the detector of that name. */
  hidesTokens: boolean;
}
type Step = [pattern: RegExp, by: string];

/** What a statement begins with, and what of it holds literals. */
const STATEMENT =
  /^\s*(?:(?:insert|replace)\s[^()]{0,30}\binto|delete\s+from|update\s[^=]{1,200}\sset|select\s.{1,5000}?\sfrom|with\s[^()]{1,200}\sas\s*\()\s/is;
const CLAUSE = /\b(?:values\s{0,9}\(|set\s[^=]{1,200}=|(?:where|having)\s|limit\s\d)/i;

/** Rows in the errors of Postgres, MySQL, MongoDB and SQL Server; the parameters in Drizzle's. */
const ROWS: Step[] = [
  [/(\bKey \([^)\n]{1,200}\)=\()[^\n]{0,1000}?(?=\) (?:already|is |conflicts))/g, '$1[Filtered]'],
  [/(\bFailing row contains \().*/gs, '$1[Filtered])'],
  [/(\bDuplicate entry ')[^\n]{0,1000}?(?=' for key)/g, '$1[Filtered]'],
  [/(\bdup key: \{ ).{0,1000}?(?= \}(?!,))/gs, '$1[Filtered]'],
  [/(\bduplicate key value is \()[^\n]{0,1000}?(?=\)\.)/g, '$1[Filtered]'],
  [/^(Failed query: .*\nparams: ).+/gs, '$1[Filtered]'],
];
const ROW = /\bKey \(|Failing row|Duplicate entry|dup(?:licate)? key|^Failed query/;

/** More letters that providers put before a token, and hashes of passwords. */
const TOKENS: Step[] = [
  [
    /\b(?=[\w-]{0,99}\d)(?:gsk_|xai-|pplx-|r8_|ntn_|glsa_|phx_|HRKU-|nfp_|vercel_[a-z]+_rw_|(?:pi|seti)_[A-Za-z\d]+_secret_)[\w-]{20,}/g,
    '[Filtered]',
  ],
  [/\$2[aby]\$\d\d\$[./\w]{53}|\$argon2(?:id|i|d)\$[^\s"'<>]+/g, '[Filtered]'],
];
const USERS: Step[] = [
  // a slash that is not encoded: nobody can read such a URL, so errors show it
  [
    /(:\/\/)[^\s/?#:@[\]"'`<>{}]{0,200}:(?!\d{1,5}\/)[^\s/?#@"'`<>{}]{1,200}\/[^\s?#"'`<>{}]{0,200}?@(?=[\w.-]{1,250}(?:[:/?#]|$))/g,
    '$1[Filtered]@',
  ],
  // the option of curl; numbers are ids of user and group
  [/(\s(?:-u|--user)[ =]["']?[^\s:"']{1,64}:)(?!\d{1,9}(?!\S))[^\s"']+/g, '$1[Filtered]'],
];

/** Where a text names a key and shows its value: lines of headers, mongoose, Joi, elements with attributes or CDATA, brackets of forms. */
const NAMED: RegExp[] = [
  /(^([\w-]{1,64}): )[^\r\n]{1,8192}(?=\r)/gm,
  /(\bPath `([\w.]{1,200})` (?:is invalid )?\()(?:`[^`]{0,2000}`|[^()]{0,2000}(?=\)))/g,
  /("([\w.[\]]{1,200})" with value )"[^\n]{0,2000}?"(?= [a-z])/g,
  /(<([\w:.-]{1,64})(?:\s{1,9}[\w:.-]{1,64}=(?:"[^"<>]{0,200}"|'[^'<>]{0,200}')){1,9}\s?>)[^<]+/g,
  /(<([\w:.-]{1,64})(?:\s[^<>]{0,200})?><!\[CDATA\[)[^\]]+/g,
  /(\b([\w.-]{1,64}(?:%5[BbDd][\w.-]{0,64}){1,9})=)[^&\s]+/g,
];
/** The same of mongoose where the value comes first. */
const CAST = /(\bfor value )"[^\n]{0,2000}?"(?= \(type \w{1,40}\) at path "([\w.]{1,200})")/g;
const NAMING = /\r|%5[BbDd]|\b[Pp]ath [`"]|" with value "|<[\w:.-]+(?:\s|><!)/;

const TELLING = /^(?:keyValue|args|(?:string|original)?value)$/i;
/** The members that say what the `value` beside them is of. */
const NAMES = ['path', 'property', 'name', 'key', 'field', 'param'];

const replaceAll = (text: string, steps: Step[]) => steps.reduce((clean, [pattern, by]) => clean.replace(pattern, by), text);

/** A statement without its literals. What knex puts behind it, ` - duplicate key ...`, are the database's own words. */
function hideStatement(text: string): string {
  if (!STATEMENT.test(text) || !CLAUSE.test(text)) return text;
  const at = text.lastIndexOf(' - ');
  const said = at > 0 ? text.slice(at) : '';
  const isSaid = /^ - \w+(?:: | ['"a-z])[^=]*$/.test(said) && !CLAUSE.test(said) && text.slice(0, at).split("'").length % 2 > 0;
  return isSaid ? hideLiterals(text.slice(0, at)) + said : hideLiterals(text);
}

/** Whether these are the parameters of a statement that stands beside them, of a command (Redis), or the values of a key (MongoDB). */
function isParameters(key: string, value: unknown, { from, key: place }: Holder): boolean {
  if (key === 'keyValue') return peek(from, 'keyPattern') !== undefined;
  if (key === 'args') return place === 'command' && Array.isArray(value) && typeof peek(from, 'name') === 'string';
  return PARAMETERS.test(key) && [peek(from, 'sql'), peek(from, 'query')].some(each => typeof each === 'string');
}

export function createValueRules({ isSecretKey, cleanText, hidesRows, hidesTokens }: ValueOptions): ValueRules {
  const telling = new Map<string, boolean>();
  /** Few keys are worth a look at what stands beside them, and the same come with each event. */
  const isTelling = (key: string): boolean => {
    let found = telling.get(key);
    if (found === undefined) {
      if (telling.size > 999) telling.clear();
      telling.set(key, (found = TELLING.test(key) || PARAMETERS.test(key)));
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
