import { peek } from '../base/guards';

/** Why there was no answer. `kind` is how far it came. */
export interface Failure {
  kind: 'dns' | 'tls' | 'refused' | 'timeout' | 'other';
  /** `ENOTFOUND`, `DEPTH_ZERO_SELF_SIGNED_CERT`, ...; '' where the runtime names none. */
  code: string;
  message: string;
}

const NO_HOST = /ENOTFOUND|EAI_|ENODATA|dns error|failed to lookup/i;
const NO_TRUST = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO|SSL/i;
const REFUSED = /ECONNREFUSED|ConnectionRefused|connection refused/i;
const TOO_LATE = /TimeoutError|ETIMEDOUT|timed? ?out|no answer within/i;

/** Reads what Node's http, its fetch, Bun and Deno throw: a code on the error or its cause, else words. Never throws. */
export function failureOf(error: unknown): Failure {
  const cause = peek(error, 'cause');
  const parts = [error, cause].flatMap(each => [peek(each, 'code'), peek(each, 'name'), peek(each, 'message')]);
  const text = parts.filter(part => typeof part === 'string').join(' ');
  const code = [peek(error, 'code'), peek(cause, 'code')].find(each => typeof each === 'string' && /^[A-Z][A-Z_0-9]+$/.test(each));
  const kind = NO_HOST.test(text)
    ? 'dns'
    : REFUSED.test(text)
      ? 'refused'
      : TOO_LATE.test(text)
        ? 'timeout'
        : NO_TRUST.test(text)
          ? 'tls'
          : 'other';
  return { kind, code: code === undefined ? '' : String(code), message: String(peek(cause, 'message') ?? peek(error, 'message') ?? error) };
}
