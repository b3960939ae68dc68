import { createTestkit } from '@vigil/testkit';
import parsePrometheusTextFormat, { type Family } from 'parse-prometheus-text-format';
import { describe, expect, it } from 'vitest';
import { type ClientStats, createClient, statsToPrometheus } from './index';

function familiesOf(stats: ClientStats): Record<string, Family> {
  const families = parsePrometheusTextFormat(statsToPrometheus(stats));
  return Object.fromEntries(families.map(family => [family.name, family]));
}

describe('statsToPrometheus', () => {
  it('writes the books of a client as a scraper reads them', async () => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options, ignoreErrors: ['ignored'] });
    kit.respond([200, 500, 200, 'hang']);
    client.captureException(new Error('sent'));
    client.captureException(new Error('ignored'));
    await kit.clock.advance(0);
    client.captureMessage('tried again');
    await kit.clock.advance(60_000);
    client.captureMessage('on its way');
    await kit.clock.advance(0);
    const families = familiesOf(client.stats());
    expect(families['vigil_items_captured_total']?.metrics).toEqual([{ value: '4', labels: { category: 'error' } }]);
    expect(families['vigil_items_total']).toMatchObject({
      type: 'COUNTER',
      metrics: [
        { value: '1', labels: { category: 'error', outcome: 'filtered' } },
        { value: '2', labels: { category: 'error', outcome: 'sent' } },
      ],
    });
    expect(families['vigil_items_pending']).toMatchObject({ type: 'GAUGE', metrics: [{ value: '1', labels: { category: 'error' } }] });
    expect(families['vigil_retries_total']?.metrics).toEqual([{ value: '1' }]);
    expect(families['vigil_hook_errors_total']?.metrics).toEqual([{ value: '0' }]);
    expect(Number(families['vigil_queue_bytes']?.metrics?.[0]?.value)).toBeGreaterThan(0);
    for (const family of Object.values(families)) expect(family.help).toBeTruthy();
  });

  it('escapes what a category may hold: quotes, backslashes, line feeds', () => {
    const kit = createTestkit();
    const client = createClient(kit.options);
    const categories = ['a"b', 'c\\d', 'e\nf', '\\n', '"', 'g\\"h\\\n"', '{x="y"} 1', 'é\u2028'];
    for (const category of categories) client.recordDroppedEvent('network_error', category, 2);
    const { vigil_items_total: ended } = familiesOf(client.stats());
    expect(ended?.metrics?.map(({ labels }) => labels)).toEqual(categories.map(category => ({ category, outcome: 'network_error' })));
    expect(ended?.metrics?.every(({ value }) => value === '2')).toBe(true);
  });

  it('names every metric before anything was captured, so that a dashboard knows them', () => {
    const text = statsToPrometheus(createClient(createTestkit().options).stats());
    expect(text.match(/^# TYPE \S+ (counter|gauge)$/gm)).toHaveLength(7);
    expect(text.endsWith('\n')).toBe(true);
  });
});
