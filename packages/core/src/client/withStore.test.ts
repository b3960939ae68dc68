import { createTestkit, type Testkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import {
  type Claim,
  createClient,
  type Soon,
  type Store,
  type StoredEnvelope,
  type StoreSettings,
  type VigilOptions,
  withStore,
} from '../index';

interface Kept extends StoredEnvelope {
  isClaimed: boolean;
}

/** A store in memory; `later`: with the promises of a database. */
function memoryStore(later: boolean, kept: Kept[] = []) {
  const soonOf = <T>(value: T): Soon<T> => (later ? Promise.resolve(value) : value);
  const claimOf = (each: Kept): Claim => ({
    remove: () => void kept.splice(kept.indexOf(each), 1),
    release: () => {
      each.isClaimed = false;
      return soonOf(kept.includes(each));
    },
  });
  const store: Store = {
    put(envelope) {
      const each = { ...envelope, isClaimed: true };
      kept.push(each);
      return soonOf(claimOf(each));
    },
    take(maxBytes) {
      let left = maxBytes;
      const fits = (each: Kept, at: number) => (left -= each.body.length) >= 0 || at === 0;
      const free = kept.filter(each => !each.isClaimed).filter(fits);
      for (const each of free) each.isClaimed = true;
      return soonOf(free.map(each => ({ at: each.at, body: each.body, ...claimOf(each) })));
    },
  };
  return { store, kept };
}

function start(settings: Partial<StoreSettings>, later = false, options: VigilOptions = {}, kept?: Kept[]) {
  const kit: Testkit = createTestkit();
  const memory = memoryStore(later, kept);
  const client = createClient({ ...kit.options, ...options });
  client.extend(withStore(() => ({ store: memory.store, maxAgeMs: 1000_000, when: 'overflow', ...settings })));
  return { kit, client, kept: memory.kept };
}
const old = (at: number): Kept => ({
  at,
  body: `{"event_id":"${'a'.repeat(32)}"}\n{"type":"event"}\n{"message":"of an earlier process"}`,
  isClaimed: false,
});
const report = (reason: string) => ({ reason, category: 'error', quantity: 1 });
const reports = (kit: Testkit) => kit.items('client_report').flatMap(each => (each as { discarded_events: unknown[] }).discarded_events);

describe.each([
  ['at once', false],
  ['later', true],
])('a store that answers %s', (_name, later) => {
  it('takes what the tries could not hold: outcome spooled; once something is delivered it is sent under its id', async () => {
    const { kit, client, kept } = start({}, later);
    kit.respond('reset');
    const id = client.captureException(new Error('down'));
    await kit.clock.advance(200_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'spooled', attempts: 5 });
    expect(kept).toMatchObject([{ isClaimed: false }]);
    kit.reset();
    kit.respond(200);
    client.captureException(new TypeError('up again'));
    await kit.clock.advance(2000);
    await client.flush();
    expect(kit.events().map(event => event.exception?.values?.[0]?.value)).toEqual(['up again', 'down']);
    expect([kit.events()[1]?.event_id, kept, reports(kit)]).toEqual([id, [], []]);
    expect(client.stats()).toMatchObject({ captured: { error: 2 }, outcomes: { error: { sent: 1, spooled: 1 } }, replayed: { error: 1 } });
  });

  it('takes what the queue could not hold', async () => {
    const { client, kept } = start({}, later, { queue: { maxBytes: 10 } });
    const id = client.captureException(new Error('too many'));
    expect(await client.outcome(id)).toMatchObject({ status: 'spooled' });
    expect(kept).toHaveLength(1);
  });

  it('always: holds each error from its capture until it is answered for', async () => {
    const { kit, client, kept } = start({ when: 'always' }, later);
    kit.respond([503, 200]);
    client.captureException(new Error('held'));
    expect(kept).toMatchObject([{ isClaimed: true }]);
    expect(String(kept[0]?.body)).toContain('"held"');
    await kit.clock.advance(100_000);
    expect(await client.flush()).toBe(true);
    expect(kept).toEqual([]);
  });

  it('is asked every five minutes too, and after a failure again', async () => {
    const { kit, client, kept } = start({}, later);
    kept.push(old(kit.clock.now()));
    kit.respond('reset');
    await kit.clock.advance(299_000);
    expect(kept).toMatchObject([{ isClaimed: false }]);
    kit.respond(200);
    await kit.clock.advance(302_000);
    await client.flush();
    expect([kit.events().length > 0, kept]).toEqual([true, []]);
  });
});

it('always: what is no error is not stored', async () => {
  const { kit, client, kept } = start({ when: 'always' });
  client.captureEvent({ type: 'transaction', transaction: 't' });
  expect(kept).toEqual([]);
  await client.flush();
  expect(kit.items('transaction')).toHaveLength(1);
});

it('exit: what the tries could not hold is a network_error, as without a store', async () => {
  const { kit, client, kept } = start({ when: 'exit' });
  kit.respond('reset');
  const id = client.captureException(new Error('down'));
  await kit.clock.advance(300_000);
  expect([(await client.outcome(id)).status, kept]).toEqual(['network_error', []]);
});

it('what the end of the process leaves is settled as spooled and kept; without a store it is a network_error', async () => {
  const { client, kept } = start({ when: 'exit' });
  const id = client.captureException(new Error('last'));
  for (const unsent of client.takeUnsent()) unsent.settle('spooled');
  expect([(await client.outcome(id)).status, kept.length]).toEqual(['spooled', 1]);
  const bare = createClient(createTestkit().options);
  bare.extend(withStore(() => undefined));
  const other = bare.captureException(new Error('last'));
  for (const unsent of bare.takeUnsent()) unsent.settle('spooled');
  expect((await bare.outcome(other)).status).toBe('network_error');
});

it('at the hook takeStored: what an earlier process captured is not in the books; lost, it is in the client report', async () => {
  const { kit, client, kept } = start({ when: 'exit' });
  kept.push(old(kit.clock.now()), old(kit.clock.now() - 2000_000), { ...old(kit.clock.now()), body: 'rubbish' });
  kit.respond([413, 200]);
  client.emit('takeStored');
  await kit.clock.advance(100);
  expect(await client.flush()).toBe(true);
  expect(client.stats()).toMatchObject({ captured: {}, outcomes: {}, pending: {}, replayed: { error: 1 } });
  expect(reports(kit)).toEqual([report('cache_overflow'), report('send_error')]);
  expect(kept).toEqual([]);
});

it('a stored client report that is too old is told of by none', async () => {
  const { kit, client, kept } = start({ when: 'exit' });
  const body = '{}\n{"type":"client_report"}\n{"timestamp":1,"discarded_events":[]}';
  kept.push({ ...old(kit.clock.now() - 2000_000), body });
  client.emit('takeStored');
  await kit.clock.advance(100);
  expect(await client.flush()).toBe(true);
  expect([reports(kit), kept]).toEqual([[], []]);
});

it('a backlog leaves in batches of 256 KiB, a second apart', async () => {
  const { kit, client, kept } = start({ when: 'exit' });
  const long = { ...old(kit.clock.now()), body: `{}\n{"type":"event"}\n{"message":"${'x'.repeat(150_000)}"}` };
  for (let n = 0; n < 3; n++) kept.push({ ...long });
  client.emit('takeStored');
  await kit.clock.advance(900);
  expect(kit.events()).toHaveLength(1);
  await kit.clock.advance(900);
  expect(kit.events()).toHaveLength(2);
  await kit.clock.advance(5000);
  expect([kit.events().length, kept]).toEqual([3, []]);
});

it('what no server takes is tried again after a minute, not with all that is delivered meanwhile', async () => {
  const { kit, client, kept } = start({ when: 'exit' });
  kit.respond((_n, { items }) => (items.includes('check_in') ? 500 : 200));
  const refused = { ...old(kit.clock.now()), body: `{}\n{"type":"check_in"}\n{}` };
  kept.push(refused);
  client.emit('takeStored');
  const tries = () => kit.items('check_in').length;
  const goOn = async (seconds: number) => {
    for (let n = 0; n < seconds; n += 5) {
      client.captureException(new Error(`at ${kit.clock.now()}`));
      await kit.clock.advance(5000);
    }
  };
  await goOn(60);
  expect(tries()).toBe(5);
  await goOn(60);
  expect(tries()).toBe(10);
  expect([kept, refused.isClaimed]).toEqual([[refused], false]);
});
