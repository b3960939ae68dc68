import { pageState } from '../owners/pageState';

// What a browser lets outlive its page is 64 KiB at a time, the page's own requests included (Fetch standard, HTTP-network-or-cache fetch).
const MAX_BYTES = 60_000;
const MAX_REQUESTS = 15;
// Engines count a request for longer than its answer takes (Chromium 138: by 50 ms where nobody reads it), and refuse others meanwhile.
const RELEASE_MS = 200;

/** Whether so many bytes more may outlive the page, of all clients of it together. */
export function hasLastingRoom(bytes: number): boolean {
  const { flying } = pageState();
  return flying.requests < MAX_REQUESTS && flying.bytes + bytes <= MAX_BYTES;
}

/** Takes that room until a request has ended for the browser too. */
export function takeLastingRoom(bytes: number, request: PromiseLike<unknown>): void {
  const { flying } = pageState();
  const move = (sign: 1 | -1) => {
    flying.bytes += sign * bytes;
    flying.requests += sign;
  };
  move(1);
  const end = () => setTimeout(move, RELEASE_MS, -1);
  request.then(end, end);
}
