import type { Finding } from './diagnosisTypes';
import type { Failure } from './failureOf';

const TRUST = 'trust its authority: start with NODE_EXTRA_CA_CERTS=<file.pem>, or give transportOptions: { caCerts }';

/** Why a certificate was not accepted, by the code that OpenSSL gives. */
export function explainTls(host: string, { code, message }: Failure): Finding {
  return { status: 'fail', message: `${host} is not trusted (${code || message})`, fix: fixOf(code, message) };
}

function fixOf(code: string, message: string): string {
  if (/EXPIRED|NOT_YET_VALID/.test(code)) return "renew the server's certificate, or set the clock of this machine";
  if (/ALTNAME/.test(code)) return 'use the name that the certificate was made for as host of the DSN';
  if (/EPROTO|ERR_SSL/.test(code) && /version|packet/i.test(message))
    return 'plain http is spoken at that port: check protocol and port of the DSN';
  return TRUST;
}
