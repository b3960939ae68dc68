// One handler of fetch for every runtime that has it.
import { askedIn, sleep, work } from './work.mjs';

const bytes = text => new TextEncoder().encode(text);

/** Writes while the runtime reads; the handler has answered long before it ends. */
function streamOf(write) {
  return new ReadableStream({
    async start(controller) {
      await write(text => controller.enqueue(bytes(text)));
      controller.close();
    },
  });
}

/**
 * `contextOf` gives what a request reports to: with async context the SDK, whose functions find the context of now; without, the hub of
 * the request, which is carried by hand. `flush` gets the handler's arguments.
 */
export function createHandler(contextOf, flush) {
  const ways = {
    plain: (vigil, asked) => work(vigil, asked.who, asked.waitMs),
    async body(vigil, asked, request) {
      const who = (await request.text()).split(' ').at(-1);
      await work(vigil, who, asked.waitMs);
    },
    stream(vigil, { who, waitMs }, ...args) {
      const half = streamOf(async write => {
        write('half ');
        await work(vigil, who, waitMs).catch(error => vigil.captureException(error));
        // the response was judged long ago: what a stream captures is its own to send
        flush(...args);
      });
      return new Response(half, { status: 500 });
    },
    /** Event n+1 is written when `gate` has answered for event n: when its reader has it. */
    events(_vigil, _asked, request) {
      const gate = new URL(request.url).searchParams.get('gate');
      const events = streamOf(async write => {
        for (const n of [0, 1, 2]) {
          write(`data: ${n}\n\n`);
          await fetch(`${gate}/${n}`).then(response => response.text());
        }
      });
      return new Response(events, { headers: { 'content-type': 'text/event-stream' } });
    },
    async fine(_vigil, { who, waitMs }) {
      await sleep(waitMs);
      return new Response(`fine, ${who}`);
    },
  };
  return (request, ...rest) => {
    const asked = askedIn(request.url);
    return ways[asked.way](contextOf(), asked, request, ...rest);
  };
}
