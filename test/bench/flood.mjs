// What becomes of 10,000 distinct errors in one tick, without a budget, beside the peer: how many arrive, and whether flush says so.
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const child = name => fileURLToPath(new URL(`./children/${name}.mjs`, import.meta.url));

async function flood(sdk) {
  const ingest = fork(child('ingest'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [{ port }] = await once(ingest, 'message');
  const said = execFileSync(process.execPath, [child('flood'), ...sdk, `http://key@127.0.0.1:${port}/1`], { encoding: 'utf8' });
  ingest.send('count');
  const [{ events }] = await once(ingest, 'message');
  ingest.send('stop');
  await once(ingest, 'exit');
  return { ...JSON.parse(said.trim().split('\n').at(-1)), events };
}

/** `row` takes a row of the table, `sdks` are the arguments that name each. */
export async function benchFlood({ row, sdks }) {
  const [ours, theirs] = [await flood(sdks.vigil), await flood(sdks.peer)];
  const told = ({ events, captured, flushed }) => `${events}/${captured}, flush ${flushed}`;
  const isMet = ours.events === ours.captured && ours.flushed;
  row('10,000 distinct errors in one tick, delivered', '-', told(ours), told(theirs), 'all, flush true', isMet);
}
