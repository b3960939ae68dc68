import { carrier } from '../base/carrier';
import { say } from '../base/diag';
import { getCurrentHub } from './hub';

/** A warning of what may be set up before there is a client, or without one: once for each client, else each time. */
export function warnAnyway(code: string, key: string, detail?: string): void {
  const client = getCurrentHub().getClient();
  if (client) client.warn(code, key, detail);
  else say(undefined, 'warn', carrier().diag?.text(code, key, detail) ?? `${code} ${key}`);
}
