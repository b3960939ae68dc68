/** What an example says of one request: `// POST /orders {"a":1} -> 500, sent: { ... }`, or `sent: nothing`. */
export interface Claim {
  method: string;
  path: string;
  body: string | undefined;
  status: number;
  /** The event, given the answer's body; undefined: nothing is sent. */
  sent: ((body: string) => object) | undefined;
}

export function claimsOf(code: string): Claim[] {
  return [...code.matchAll(/^\/\/ (GET|POST) (\S+)(?: (\{.*\}))? -> (\d+), sent: (.*)$/gm)].map(
    ([, method = '', path = '', body, status, sent]) => ({
      method,
      path,
      body,
      status: Number(status),
      sent: sent === 'nothing' ? undefined : (new Function('body', `return (${sent})`) as (body: string) => object),
    }),
  );
}
