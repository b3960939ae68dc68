// ESM and CommonJS of packages named by the arguments in one process: one starts it, the other captures.
import { load } from './load.mjs';
import { recorder } from './recorder.mjs';

const [starter, capturer] = process.argv.slice(2);

const { options, events } = recorder();
const first = await load(starter);
const second = await load(capturer);
const client = first.init(options);
first.setTag('set', 'by the first');
const id = second.captureException(new Error('from the second'));
const flushed = await second.flush(5000);
const result = {
  copies: first.captureException !== second.captureException,
  sameClient: client !== undefined && first.getClient() === client && second.getClient() === client,
  sameHub: first.getCurrentHub() === second.getCurrentHub(),
  lastEventId: first.lastEventId() === id,
  outcome: (await first.outcome(id)).status,
  flushed,
  arrived: events().map(({ event_id, exception, tags }) => ({ isIt: event_id === id, value: exception?.values?.[0]?.value, tags })),
};
await second.close(1000);
const after = { status: (await first.outcome(first.captureException(new Error('late')))).status, enabled: first.isEnabled() };
console.log(JSON.stringify({ ...result, after }));
