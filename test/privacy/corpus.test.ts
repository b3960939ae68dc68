import { createClient, type Event, logger, metrics } from '@vigil/node';
import { createTestkit, startIngest } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { HARMLESS_KEYS, HARMLESS_TEXTS } from './harmless';
import { KEY_PLACES, TEXT_PLACES } from './places';
import { SECRET_KEYS, SHAPED } from './secrets';

const VALUE = 'canary-7f';

/** What arrives of these events, each as its JSON, in their order. */
async function wireOf(events: Event[], options: object = {}): Promise<string[]> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, includeServerName: false, ...options });
  for (const event of events) client.captureEvent(event);
  await client.flush();
  const arrived = [...kit.items('event'), ...kit.items('transaction')];
  expect(arrived).toHaveLength(events.length);
  return arrived.map(item => JSON.stringify(item));
}

describe('the planted secrets', () => {
  it('are at least sixty kinds, in at least twelve places', () => {
    expect(SHAPED.length).toBeGreaterThanOrEqual(60);
    expect(new Set(SHAPED.map(([kind]) => kind)).size).toBe(SHAPED.length);
    for (const places of [TEXT_PLACES, KEY_PLACES]) expect(Object.keys(places).length).toBeGreaterThanOrEqual(12);
    for (const [, text, secret] of SHAPED) expect(text).toContain(secret);
  });

  it.each(Object.keys(TEXT_PLACES))('of a shape are never on the wire: %s', async place => {
    const wire = await wireOf(SHAPED.map(([, text]) => TEXT_PLACES[place]!(text)));
    expect(SHAPED.filter(([, , secret], at) => wire[at]!.includes(JSON.stringify(secret).slice(1, -1))).map(([kind]) => kind)).toEqual([]);
  });

  it.each(Object.keys(KEY_PLACES))('of a key are never on the wire: %s', async place => {
    const wire = await wireOf(SECRET_KEYS.map(key => KEY_PLACES[place]!(key, VALUE)));
    expect(SECRET_KEYS.filter((_key, at) => wire[at]!.includes(VALUE))).toEqual([]);
  });

  it('are in no log and no metric', async () => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options, includeServerName: false });
    client.run(() => {
      for (const [, text] of SHAPED) {
        logger.info(text);
        logger.info(logger.fmt`${text}`, { text, list: [text], nested: { a: [{ text }] }, error: new Error(text) });
        metrics.count('told', 1, { attributes: { text } });
      }
      for (const key of SECRET_KEYS) logger.info('keys', { [key]: VALUE, nested: { [key]: VALUE } });
    });
    await client.flush();
    const entriesOf = (type: string) =>
      (kit.items(type) as Array<{ items: unknown[] }>).flatMap(({ items }) => items.map(each => JSON.stringify(each)));
    const [logs, told] = [entriesOf('log'), entriesOf('trace_metric')];
    expect(logs).toHaveLength(2 * SHAPED.length + SECRET_KEYS.length);
    expect(logs.filter(log => log.includes(VALUE))).toEqual([]);
    const leaked = SHAPED.filter(([, , secret], at) => {
      const found = JSON.stringify(secret).slice(1, -1);
      return [logs[2 * at], logs[2 * at + 1], told[at]].some(entry => entry!.includes(found));
    });
    expect(leaked.map(([kind]) => kind)).toEqual([]);
  });

  it('are gone where asked for: IBAN, telephone, address', async () => {
    const detectors = { iban: true, phone: true, ip: true };
    const texts = [
      'GB82 WEST 1234 5698 7654 32',
      'DE89370400440532013000',
      '+49 30 1234567',
      '0049 (30) 123-4567',
      '203.0.113.77',
      '2001:db8:85a3:0:0:8a2e:370:7334',
    ];
    for (const place of Object.values(TEXT_PLACES)) {
      const wire = await wireOf(texts.map(place), { scrub: { detectors } });
      expect(texts.filter((text, at) => wire[at]!.includes(text))).toEqual([]);
    }
  });

  it('are not on a real socket either', async () => {
    const ingest = await startIngest();
    const client = createClient({ dsn: ingest.dsn, budget: false });
    for (const place of Object.values(TEXT_PLACES)) for (const [, text] of SHAPED.slice(0, 20)) client.captureEvent(place(text));
    for (const place of Object.values(KEY_PLACES)) for (const key of SECRET_KEYS.slice(0, 20)) client.captureEvent(place(key, VALUE));
    await client.flush();
    const arrived = ingest.envelopes.map(envelope => JSON.stringify(envelope)).join('\n');
    expect([...ingest.items('event'), ...ingest.items('transaction')]).toHaveLength(
      20 * (Object.keys(TEXT_PLACES).length + Object.keys(KEY_PLACES).length),
    );
    expect([VALUE, ...SHAPED.slice(0, 20).map(([, , secret]) => secret)].filter(secret => arrived.includes(secret))).toEqual([]);
    await ingest.close();
  });
});

describe('harmless look-alikes', () => {
  it('are at least sixty of each kind', () => {
    expect(HARMLESS_TEXTS.length).toBeGreaterThanOrEqual(60);
    expect(HARMLESS_KEYS.length).toBeGreaterThanOrEqual(60);
  });

  it.each(Object.keys(TEXT_PLACES))('arrive as they were: %s', async place => {
    const wire = await wireOf(HARMLESS_TEXTS.map(text => TEXT_PLACES[place]!(text)));
    expect(HARMLESS_TEXTS.filter((_text, at) => wire[at]!.includes('[Filtered]'))).toEqual([]);
  });

  it.each(Object.keys(KEY_PLACES).filter(place => place !== 'query of a URL'))('keep their values: %s', async place => {
    const wire = await wireOf(HARMLESS_KEYS.map(key => KEY_PLACES[place]!(key, VALUE)));
    expect(HARMLESS_KEYS.filter((_key, at) => wire[at]!.includes('[Filtered]') || !wire[at]!.includes(VALUE))).toEqual([]);
  });
});
