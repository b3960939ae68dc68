import { getSecurityEndpoint } from '@vigil/core';
import { expect, it } from 'vitest';
import { usePages } from './usePages';

const pages = usePages();

it.each(['Content-Security-Policy', 'Content-Security-Policy-Report-Only'])(
  'a browser reports what breaks a %s to the endpoint in its header',
  async header => {
    const { ingest } = pages;
    const endpoint = getSecurityEndpoint(ingest.dsn, { release: 'shop@1; "2"', environment: 'production' });
    const policy = `img-src 'none'; report-uri ${endpoint}`;
    const { site } = await pages.visit({
      '/': { body: '<img src="/pixel.png">', headers: { [header]: policy } },
      '/favicon.ico': { status: 204 },
    });
    await expect.poll(() => ingest.items('raw_security')).toHaveLength(1);
    expect(ingest.items('raw_security')).toMatchObject([
      {
        'csp-report': {
          'document-uri': `${site.url}/`,
          'effective-directive': 'img-src',
          'blocked-uri': `${site.url}/pixel.png`,
          disposition: header.endsWith('Only') ? 'report' : 'enforce',
        },
      },
    ]);
    expect(ingest.envelopes.map(({ items, malformed }) => [items[0]?.headers, malformed])).toEqual([
      [{ type: 'raw_security', sentry_release: 'shop@1; "2"', sentry_environment: 'production' }, undefined],
    ]);
  },
);
