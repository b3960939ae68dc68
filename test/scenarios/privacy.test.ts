import type { Event, VigilOptions } from '@vigil/node';
import { startIngest } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { app, startProgram } from './startProgram';

/** The event of one request that holds a secret of each kind, and all that was sent. */
async function sent(options: VigilOptions = {}): Promise<{ event: Event; wire: string }> {
  const ingest = await startIngest();
  const program = await startProgram(app('privateRequest.mjs'), { dsn: ingest.dsn, args: [JSON.stringify(options)] });
  const response = await fetch(`${program.url}/pay?token=query-canary&page=7`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer header-canary-1',
      cookie: 'sid=cookie-canary; theme=dark',
      'content-type': 'application/json',
      'x-customer-email': 'mail-canary@example.com',
      'x-forwarded-for': '203.0.113.77',
    },
    body: JSON.stringify({ user: 'ann', password: 'body-canary' }),
  });
  await response.text();
  const event = await ingest.waitForEvent('declined');
  await program.stop();
  const wire = JSON.stringify(ingest.envelopes);
  await ingest.close();
  return { event, wire };
}

it('scenario 15: nothing of a request that is secret or personal is on the wire by default', async () => {
  const { event, wire } = await sent();
  expect(wire).not.toMatch(/canary|203\.0\.113|"127\.0\.0\.1"/);
  expect(event.request).toMatchObject({ method: 'POST', query_string: 'token=[Filtered]&page=[Filtered]' });
  expect(event.user).toBeUndefined();
});

// each key of dataCollection, alone, against and with sendDefaultPii: [options, what is there, what is not]
it.each<[VigilOptions, RegExp[], RegExp[]]>([
  [{ sendDefaultPii: true }, [/203\.0\.113\.77/, /"theme":"dark"/, /page=7/, /"user":"ann"/, /x-customer-email/], []],
  [{ dataCollection: { userInfo: true } }, [/203\.0\.113\.77/], [/dark/, /page=7/, /"ann"/]],
  [{ sendDefaultPii: true, dataCollection: { userInfo: false } }, [/page=7/], [/203\.0\.113/]],
  [{ dataCollection: { cookies: true } }, [/"theme":"dark"/], [/203\.0\.113/, /page=7/]],
  [{ sendDefaultPii: true, dataCollection: { cookies: false } }, [/page=7/], [/"dark"/]],
  [{ dataCollection: { httpHeaders: true } }, [/x-customer-email/], [/203\.0\.113/, /page=7/]],
  [{ sendDefaultPii: true, dataCollection: { httpHeaders: false } }, [/page=7/], [/x-customer-email/]],
  [{ dataCollection: { httpBodies: ['incomingRequest'] } }, [/"user":"ann"/], [/203\.0\.113/, /page=7/]],
  [{ sendDefaultPii: true, dataCollection: { httpBodies: [] } }, [/page=7/], [/"ann"/]],
  [{ dataCollection: { urlQueryParams: true } }, [/page=7/], [/203\.0\.113/, /"ann"/]],
  [{ sendDefaultPii: true, dataCollection: { urlQueryParams: false } }, [/"ann"/], [/page=7/]],
  [{ scrub: { ip: 'truncated' } }, [/203\.0\.113\.0/], [/203\.0\.113\.77/]],
  [{ scrub: { ip: 'full' } }, [/203\.0\.113\.77/], []],
  [{ sendDefaultPii: true, scrub: { ip: 'none' } }, [/page=7/], [/203\.0\.113/]],
])('%j lets in what it says, and no secret', async (options, there, absent) => {
  const { wire } = await sent(options);
  for (const pattern of there) expect(wire).toMatch(pattern);
  for (const pattern of [...absent, /canary/]) expect(wire).not.toMatch(pattern);
});
