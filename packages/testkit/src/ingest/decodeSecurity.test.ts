import { getSecurityEndpoint } from '@vigil/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Ingest } from './ingestTypes';
import { startIngest } from './startIngest';

let ingest: Ingest;
afterEach(() => ingest.close());
const post = (url: string, body: string, type: string) => fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
const report = { 'csp-report': { 'document-uri': 'http://shop.example/', 'effective-directive': 'img-src' } };

describe('the security endpoint', () => {
  it('takes a report of report-uri, for the release and the environment it is asked for', async () => {
    ingest = await startIngest();
    const url = getSecurityEndpoint(ingest.dsn, { release: 'shop@1', environment: 'production' });
    expect((await post(url, JSON.stringify(report), 'application/csp-report')).status).toBe(200);
    expect(ingest.envelopes).toEqual([
      {
        headers: {},
        items: [
          {
            headers: { type: 'raw_security', sentry_release: 'shop@1', sentry_environment: 'production' },
            payload: report,
            bytes: JSON.stringify(report).length,
          },
        ],
      },
    ]);
    expect(ingest.events()).toEqual([]);
  });

  it('takes the list of report-to, each report an item', async () => {
    ingest = await startIngest();
    const list = [
      { type: 'csp-violation', body: { effectiveDirective: 'img-src' } },
      { type: 'deprecation', body: {} },
    ];
    await post(getSecurityEndpoint(ingest.dsn), JSON.stringify(list), 'application/reports+json');
    expect(ingest.items('raw_security')).toEqual(list);
  });

  it('says what is wrong with one that no server would take', async () => {
    ingest = await startIngest();
    await post(`${ingest.url}/api/1/security/`, JSON.stringify(report), 'application/csp-report');
    await post(getSecurityEndpoint(ingest.dsn), 'rubbish', 'application/csp-report');
    expect(ingest.envelopes.map(({ malformed }) => malformed)).toEqual(['the query has no sentry_key', 'the report is no JSON']);
  });
});
