import { type Client, type Hub, scrubUrl } from '@vigil/core';

/** An answer to a request of the page. */
export interface Answered {
  by: 'fetch' | 'xhr';
  url: string;
  method: string;
  status: number;
  /** Made at the call: its stack says who asked. */
  at: Error;
  /** The context of the call, where it was one of its own. */
  hub: Hub | undefined;
}

export function captureFailedRequest({ by, url, method, status, at }: Answered, client: Client): void {
  at.message = `HTTP Client Error with status code: ${status}`;
  const request = { url: scrubUrl(url), method };
  client.captureException(at, {
    mechanism: { type: `auto.http.client.${by}`, handled: false },
    captureContext: scope =>
      scope
        .setContext('response', { status_code: status })
        .addEventProcessor(event => ({ ...event, request: { ...event.request, ...request } })),
  });
}
