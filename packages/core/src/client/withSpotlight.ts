import { copyOf } from '../scope/copyOf';
import type { Client } from './clientTypes';
import { createPatience } from './createPatience';
import type { VigilOptions } from './options';
import type { Outcome } from './outcomeTypes';
import type { Extension } from './platform';
import { sidecarUrl } from './sidecarUrl';
import { plainFetch, startSpotlight } from './startSpotlight';

/** Stands where there is no DSN: it says who is asked, and no server's name. */
const NO_DSN = 'http://spotlight@localhost/0';

/**
 * The options of a client that has a sidecar and no DSN: the sidecar is where everything is sent, once and to nobody else. Any others are
 * answered as they are. `getDsn()` of such a client is a placeholder.
 */
export function sendToSidecar(options: VigilOptions): VigilOptions {
  const { dsn, spotlight, transportOptions } = copyOf(options) ?? {};
  const tunnel = sidecarUrl(spotlight);
  if (!tunnel || (Array.isArray(dsn) ? dsn.length : dsn)) return options;
  return {
    ...options,
    dsn: NO_DSN,
    tunnel,
    retry: false,
    spool: false,
    sendClientReports: false,
    transportOptions: { proxy: false, fetch: plainFetch(), ...transportOptions },
  };
}

/** Nobody is there: after three losses in a row nothing is captured any more. */
function giveUp(client: Client, url: string): void {
  const isOver = createPatience();
  client.onOutcome(({ status }: Outcome) => {
    if (!isOver(status === 'network_error') || !client.isEnabled()) return;
    client.warn('V060', url);
    client.setEnabled(false);
  });
}

/** Reads the option `spotlight`. */
export const withSpotlight: Extension = core => {
  const { client, options } = core;
  const { dsn, spotlight, tunnel } = options;
  const url = sidecarUrl(spotlight);
  if (url === undefined) client.warn('V061', 'spotlight');
  if (!url) return;
  if (dsn === NO_DSN && tunnel === url) {
    // no other service is to be told of a project that does not exist
    Object.assign(client.identity, { publicKey: undefined });
    giveUp(client, url);
  } else if (client.isEnabled()) client.onClose(startSpotlight(core, url));
};
