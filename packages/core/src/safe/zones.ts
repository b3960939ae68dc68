/** What the rules see of a value: nothing; all of it; the texts of the protocol's own structure; user, trace or feedback; the map of contexts. */
export const RAW = 0;
export const FREE = 1;
export const PROTOCOL = 2;
const FLAT = 3;
export const CONTEXTS = 4;

/** Fields of the protocol that are exempt or hold free data. The others belong to its structure. */
const FIELDS = {
  __proto__: null,
  event_id: RAW,
  timestamp: RAW,
  platform: RAW,
  level: RAW,
  type: RAW,
  server_name: RAW,
  release: RAW,
  environment: RAW,
  sdk: RAW,
  debug_meta: RAW,
  modules: RAW,
  filename: RAW,
  abs_path: RAW,
  function: RAW,
  module: RAW,
  trace_id: RAW,
  span_id: RAW,
  parent_span_id: RAW,
  id: RAW,
  email: RAW,
  contact_email: RAW,
  username: RAW,
  name: RAW,
  ip_address: RAW,
  extra: FREE,
  tags: FREE,
  request: FREE,
  data: FREE,
  vars: FREE,
  user: FLAT,
  contexts: CONTEXTS,
} as unknown as { [key: string]: number | undefined };

export function zoneOf(zone: number, key: string): number {
  if (zone < PROTOCOL) return zone;
  if (zone === CONTEXTS) return /^(trace|feedback)$/.test(key) ? FLAT : FREE;
  return zone === FLAT ? +(FIELDS[key] !== RAW) : (FIELDS[key] ?? PROTOCOL);
}
