import { isObject } from '../base/guards';
import type { Client } from '../client/clientTypes';
import type { Collect, DataCollection } from '../client/options';

/** Whether a header, cookie or parameter of this name is collected. Case does not count. */
export function collects(rule: Collect, name: string): boolean {
  // what is neither a rule nor true lets nothing in
  if (!isObject(rule)) return rule === true;
  const listed = (names: unknown) => Array.isArray(names) && names.some(each => String(each).toLowerCase() === name.toLowerCase());
  return 'allow' in rule ? listed(rule.allow) : !listed(rule.deny);
}

/** What of a request is collected: the client's `dataCollection`, field by field over what `sendDefaultPii` says. */
export interface RequestCollection {
  userInfo: boolean;
  cookies: Collect;
  /** undefined: the list of harmless ones. */
  headers: Collect | undefined;
  query: Collect;
}

export function requestCollection(client: Client): RequestCollection {
  const { dataCollection: given, sendDefaultPii = false } = client.getOptions();
  const dataCollection: DataCollection = isObject(given) ? given : {};
  const { ip } = client.scrubRules ?? {};
  return {
    // a policy for addresses is a wish for them; it is carried out at the gate
    userInfo: dataCollection.userInfo ?? (ip ? ip !== 'none' : sendDefaultPii),
    cookies: dataCollection.cookies ?? sendDefaultPii,
    headers: requestRule(dataCollection.httpHeaders) ?? (sendDefaultPii ? true : undefined),
    query: dataCollection.urlQueryParams ?? sendDefaultPii,
  };
}

function requestRule(rule: DataCollection['httpHeaders']): Collect | undefined {
  return isObject(rule) && !('allow' in rule) && !('deny' in rule) ? rule.request : (rule as Collect | undefined);
}
