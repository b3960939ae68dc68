import { createTestkit, eventHash } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type Event, groupingIntegration, type VigilOptions } from '../index';

const frame = (filename: string, name: string, lineno: number, in_app = true) => ({ filename, function: name, lineno, in_app });
const errorEvent = (value: string, frames: unknown[] = [], type = 'TypeError'): Event =>
  ({ exception: { values: [{ type, value, stacktrace: { frames } }] } }) as Event;

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  return { kit, client: createClient({ ...kit.options, integrations: [groupingIntegration()], ...options }) };
}

describe('eventHash', () => {
  const known = errorEvent('id 17 is odd', [frame('/srv/a/node_modules/x.js', 'lib', 1, false), frame('/srv/a/order.js', 'pay', 10)]);

  it.each<[what: string, one: Event, other: Event]>([
    [
      'lines, folders, values and libraries',
      known,
      errorEvent('id 18 is odd', [frame('/home/b/order.js', 'pay', 99), frame('/x.js', 'other', 2, false)]),
    ],
    ['numbers, ids and quoted parts of a text without a stack', errorEvent('user 17 of "ann"'), errorEvent('user 18 of "bob"')],
    ['who, when and where', { message: 'slow' }, { message: 'slow', user: { id: '7' }, release: '2', timestamp: 9, event_id: 'f' }],
    [
      'the rest, where the fingerprint leaves nothing to the server',
      { message: 'a', fingerprint: ['x'] },
      { message: 'b', fingerprint: ['x'] },
    ],
  ])('does not tell by %s', (_what, one, other) => {
    expect(eventHash(one)).toMatch(/^[0-9a-z]{13}$/);
    expect(eventHash(other)).toBe(eventHash(one));
  });

  it('tells types, functions, messages and fingerprints apart', () => {
    const all: Event[] = [
      known,
      errorEvent('id 17 is odd', [frame('/srv/a/order.js', 'refund', 10)]),
      errorEvent('id 17 is odd', [frame('/srv/a/order.js', 'pay', 10)], 'RangeError'),
      errorEvent('id 17 is odd'),
      { message: 'slow' },
      { message: 'fast' },
      { message: 'slow', fingerprint: ['{{ default }}', 'tenant-1'] },
      { message: 'slow', fingerprint: ['tenant-1'] },
      {},
    ];
    expect(new Set(all.map(eventHash)).size).toBe(all.length);
  });

  it.each([null, 7, { fingerprint: 'x' }, { exception: { values: [{ stacktrace: { frames: [{ in_app: true, module: 1n }] } }] } }])(
    'is some text for hostile event %# and never throws',
    hostile => expect(eventHash(hostile as never)).toMatch(/^[0-9a-z]{13}$/),
  );

  it('stays what it is from version to version', () => {
    expect([eventHash(known), eventHash({ message: 'slow' })]).toEqual(['0vanyovb3zn77', '1ku13317nb167']);
  });
});

describe('event.sdkProcessingMetadata.hash', () => {
  it('is there for beforeSend, after rules and discriminator, and never sent', async () => {
    const hashes: unknown[] = [];
    const { kit, client } = start({
      groupingDiscriminator: () => 'tenant-1',
      beforeSend(event) {
        hashes.push(event.sdkProcessingMetadata?.['hash']);
        return event;
      },
    });
    for (const n of [1, 2]) client.captureException(new RangeError(`${n} is too much`));
    client.captureMessage('else', 'info');
    await client.flush();
    expect(hashes).toEqual(kit.events().map(eventHash));
    expect(new Set(hashes).size).toBe(2);
    expect(JSON.stringify(kit.envelopes())).not.toContain('sdkProcessingMetadata');
  });

  it('is a place for what a hook puts there, as under Sentry', async () => {
    const { kit, client } = start({
      beforeSend(event) {
        event.sdkProcessingMetadata = { ...event.sdkProcessingMetadata, seen: true };
        return event;
      },
    });
    client.captureException(new RangeError('too much'), { captureContext: { tags: { kept: 'yes' } } });
    await client.flush();
    expect(kit.events()).toMatchObject([{ tags: { kept: 'yes' } }]);
    expect(JSON.stringify(kit.envelopes())).not.toContain('sdkProcessingMetadata');
  });

  it('lets a hook pass one event of each issue', async () => {
    const seen = new Set<unknown>();
    const { kit, client } = start({
      beforeSend(event) {
        const hash = event.sdkProcessingMetadata?.['hash'];
        return seen.has(hash) ? null : seen.add(hash) && event;
      },
    });
    for (const n of [1, 2, 3]) client.captureException(new RangeError(`${n} is too much`));
    client.captureException(new TypeError('else'));
    await client.flush();
    expect(kit.events()).toHaveLength(2);
  });
});
