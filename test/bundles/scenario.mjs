// What the smallest bundle must do, against a real server: prints what arrived and what the client said of it.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const { init, captureException } = await import(pathToFileURL(process.argv[2]).href);

const requests = [];
let answer = { status: 200, headers: {} };
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  requests.push({ url: request.url, body });
  response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end('{}');
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const client = init({ dsn: `http://public@127.0.0.1:${server.address().port}/42`, release: 'scenario@1' });
const settled = ids => Promise.all(ids.map(id => client.outcome(id, { timeoutMs: 10_000 })));

/** The payloads of one type in what has arrived. */
function items(type) {
  return requests.flatMap(({ body }) => {
    const lines = body.split('\n').filter(Boolean).slice(1);
    return lines.flatMap((line, index) => (index % 2 === 0 && JSON.parse(line).type === type ? [JSON.parse(lines[index + 1])] : []));
  });
}

function checkout() {
  try {
    JSON.parse('{');
  } catch (cause) {
    throw new Error('checkout failed', { cause });
  }
}

function caught(fn) {
  try {
    fn();
  } catch (error) {
    return error;
  }
}

const secretive = captureException(caught(checkout), { extra: { cart: { password: 'hunter2', size: 3 } } });
const [delivered] = await settled([secretive]);
const [event] = items('event');

const flood = [];
for (let index = 0; index < 200; index += 1) flood.push(captureException(caught(() => null.missing)));
const floodOutcomes = await settled(flood);
const arrivedOfFlood = items('event').length - 1;

answer = { status: 429, headers: { 'retry-after': '3600' } };
const refusedId = captureException(new RangeError('the one that gets the 429'));
const [refused] = await settled([refusedId]);
const before = requests.length;
const limitedId = captureException(new SyntaxError('the one that stays at home'));
const [limited] = await settled([limitedId]);
const sentWhileLimited = requests.length - before;

const result = {
  url: requests[0].url,
  delivered,
  isIt: event.event_id === secretive,
  release: event.release,
  chain: event.exception.values.map(({ type, value, stacktrace }) => ({ type, value, frames: stacktrace?.frames?.length > 0 })),
  extra: event.extra,
  leaked: requests.some(({ body }) => body.includes('hunter2')),
  flood: {
    arrived: arrivedOfFlood,
    suppressed: floodOutcomes.filter(({ status, by }) => status === 'suppressed' && by === 'budget').length,
  },
  refused: refused.status,
  limited: limited.status,
  sentWhileLimited,
  stats: client.stats(),
};
await client.close(0);
server.closeAllConnections();
server.close();
console.log(JSON.stringify(result));
