import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProgram } from '../scenarios/startProgram';
import { type Bugsink, type BugsinkIssue, startBugsink } from './bugsink/startBugsink';

const installed = process.env['INTEROP_BUGSINK'];
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');

describe.skipIf(!installed)('Bugsink', () => {
  let bugsink: Bugsink<'quickstart' | 'preset'>;
  beforeAll(async () => {
    bugsink = await startBugsink(installed!, ['quickstart', 'preset']);
  });
  afterAll(() => bugsink?.stop());

  it('makes the issues of the quickstart, with stack, breadcrumbs, tags and user', async () => {
    const demo = fileURLToPath(new URL('../../examples/quickstart/demo.mjs', import.meta.url));
    await promisify(execFile)(process.execPath, [demo], { env: { ...process.env, SENTRY_DSN: bugsink.dsns.quickstart } });
    const issues = await bugsink.issuesOf('quickstart');
    expect(issues.map(({ title, count, transaction }) => [title, count, transaction])).toEqual(
      expect.arrayContaining([
        ["TypeError: Cannot read properties of undefined (reading 'balance')", 1, 'POST /charges'],
        ['PaymentError: could not charge, order queued', 2, 'POST /orders/1001/checkout'],
      ]),
    );
    const payment = issues.find(({ title }) => title.startsWith('PaymentError')) as BugsinkIssue;
    expect(payment).toMatchObject({
      function: 'checkout',
      file: 'order.mjs',
      level: 'error',
      release: 'shop@1.4.0',
      environment: 'demo',
      tags: { service: 'order-service', tenant: 't1', handled: 'true', 'user.id': 'grace', release: 'shop@1.4.0' },
    });
    expect(textOf(payment.pages.stack)).toMatch(/order\.mjs in checkout.*new PaymentError .*fetch failed/);
    expect(textOf(payment.pages.breadcrumbs)).toMatch(/User applied discount code.*payment service is down/);
    expect(textOf(payment.pages.details)).toContain('cus_ada');
  });

  it('takes all that the preset sends, and names each issue by what was reported', async () => {
    const app = new URL('./apps/bugsinkPreset.mjs', import.meta.url);
    const { delivered, outcomes } = await readProgram<{ delivered: boolean; outcomes: object }>(app, { dsn: bugsink.dsns.preset });
    expect(delivered).toBe(true);
    expect(outcomes).toMatchObject({ error: { sent: 7 } });
    const issues = await bugsink.issuesOf('preset');
    expect(issues.map(({ title, count, level, file, function: name }) => [title, count, level, file, name])).toEqual([
      ['PaymentError: could not charge', 2, 'error', 'bugsinkPreset.mjs', 'checkout'],
      ['Order amount non-positive', 1, 'warning', 'bugsinkPreset.mjs', 'checkout'],
      ['Error: only a text', 1, 'error', 'bugsinkPreset.mjs', 'checkout'],
      ['Error: with a file', 1, 'error', 'bugsinkPreset.mjs', 'checkout'],
      [expect.stringMatching(/^customer (ann|bob) has no cart$/), 2, 'info', 'bugsinkPreset.mjs', 'checkout'],
    ]);
    for (const { pages, tags } of issues) {
      expect(textOf(pages.stack)).toContain('bugsinkPreset.mjs');
      expect(textOf(pages.breadcrumbs)).toContain('User applied discount code');
      expect(tags).toMatchObject({ service: 'order-service', 'user.id': 'ada' });
    }
    expect(textOf(issues[0]!.pages.stack)).toMatch(/RangeError.*no funds/);
  });
});
