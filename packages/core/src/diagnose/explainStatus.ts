import type { Finding } from './diagnosisTypes';

const GATEWAY = 'a proxy, a firewall or a login page stands before the server: let envelopes to the DSN pass, or set tunnel';

// By the class of a status where it is not listed itself (protocol 6.1).
const MEANINGS: Record<number, [status: Finding['status'], message: string, fix?: string]> = {
  200: ['ok', 'takes envelopes'],
  300: ['fail', 'redirects', 'use the address it redirects to in the DSN: redirects are not followed'],
  400: ['warn', 'refuses an empty envelope', 'a server of another kind or age may: see what becomes of a real one by testEvent: true'],
  401: [
    'fail',
    'does not know the key of the DSN',
    "copy the DSN anew from the project's settings: its key was removed, or is another project's",
  ],
  403: [
    'fail',
    'refuses the key of the DSN',
    "copy the DSN anew from the project's settings: its key was disabled, or is another project's",
  ],
  404: ['fail', 'has no such project', 'check host, path and project of the DSN'],
  405: ['fail', 'takes no envelopes at this address', 'check host and path of the DSN: this is another server'],
  407: ['fail', 'is behind a proxy that wants credentials', 'write them into the proxy: http://user:password@host:port'],
  413: ['fail', 'finds an empty envelope too large', 'a proxy before the server has too low a limit for bodies: raise it'],
  429: ['ok', 'takes envelopes, and has had enough of some'],
  500: ['fail', 'is out of order', 'nothing is wrong here: what is captured is tried again, see the status page or the logs of the server'],
};

// A tunnel says these of itself, or hands on what the server behind it says.
const OF_TUNNEL: typeof MEANINGS = {
  403: [
    'fail',
    'takes nothing for this DSN',
    'list the DSN in `dsns` of the tunnel; where it stands there, the server refuses its key: copy the DSN anew',
  ],
  404: ['fail', 'knows no such address', 'check the address of the tunnel; where that is right, host and project of the DSN'],
  405: ['fail', 'takes no envelopes at this address', 'check the address of the tunnel: something else answers there'],
};

/** What an HTTP status means for an installation. `detail` is what the server said of it. */
export function explainStatus(host: string, status: number, detail = '', isTunnel = false): Finding {
  const known = (isTunnel ? OF_TUNNEL[status] : undefined) ?? MEANINGS[status];
  const [verdict, meaning, fix] = known ?? MEANINGS[Math.min(500, Math.max(200, Math.floor(status / 100) * 100))]!;
  const message = `${host} ${meaning} (${status}${detail ? `: ${detail}` : ''})`;
  return fix === undefined ? { status: verdict, message } : { status: verdict, message, fix };
}

/** An answer that no ingest gives. */
export function explainPage(host: string, status: number): Finding {
  return { status: 'fail', message: `${host} answers with a web page (${status})`, fix: GATEWAY };
}
