/** The event, given the answer's body; undefined: nothing is sent. */
export type Sent = ((answer: string) => object) | undefined;

/** What an example says of one request: `// POST /orders {"a":1} -> 500, sent: { ... }`, or `sent: nothing`. */
export interface Claim {
  method: string;
  path: string;
  body: string | undefined;
  status: number;
  sent: Sent;
}

export function claimsOf(code: string): Claim[] {
  return [...code.matchAll(/^\/\/ (GET|POST) (\S+)(?: (\{.*\}))? -> (\d+), sent: (.*)$/gm)].map(
    ([, method = '', path = '', body, status, sent]) => ({
      method,
      path,
      body,
      status: Number(status),
      sent: readSent(sent),
    }),
  );
}

/** The same of one message on a socket: `// message {"id":7} -> sent: { ... }`. */
export function messagesOf(code: string): { text: string; sent: Sent }[] {
  return [...code.matchAll(/^\/\/ message (\{.*\}) -> sent: (.*)$/gm)].map(([, text = '', sent]) => ({ text, sent: readSent(sent) }));
}

function readSent(sent: string | undefined): Sent {
  return sent === 'nothing' ? undefined : (new Function('body', `return (${sent})`) as (body: string) => object);
}
