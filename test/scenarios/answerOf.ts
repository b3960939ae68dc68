import http from 'node:http';

export interface Asked {
  path: string;
  /** Comes back as the tag `request_id` on the events of this request. */
  id: string;
  method?: 'POST' | undefined;
  /** Milliseconds after which to leave a request that nobody answers. */
  leaveAfterMs?: number | undefined;
}

/** All that a service answered, the date aside; or that it broke off, or that there was none. A POST brings JSON that is none. */
export function answerOf(url: string, { path, id, method, leaveAfterMs }: Asked): Promise<string> {
  return new Promise(resolve => {
    const headers = { 'x-request-id': id, ...(method && { 'content-type': 'application/json' }) };
    const signal = leaveAfterMs === undefined ? {} : { signal: AbortSignal.timeout(leaveAfterMs) };
    const outgoing = http.request(url, { method: method ?? 'GET', headers, agent: false, path, ...signal }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', chunk => {
        text += chunk;
      });
      const { date: _date, ...rest } = response.headers;
      const say = (end: string) => resolve(`${response.statusCode} ${JSON.stringify(rest)} ${text}${end}`);
      response.on('end', () => say(''));
      response.on('error', () => say(' broken off'));
    });
    outgoing.on('error', error => resolve(error.name));
    outgoing.end(method && '{ bad');
  });
}
