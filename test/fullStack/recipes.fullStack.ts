import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsOf } from '../docs/claims';
import { apps, filesOf } from './apps';
import { createApp } from './createApp';

describe.each(apps.map(app => [app.title, app] as const))('docs/frameworks/full-stack.md, %s', (_title, app) => {
  const claims = claimsOf([...filesOf(app.title).values()].join('\n'));
  let ingest: Ingest;
  const server = createApp(app);
  let url: string;
  let folder: string;
  beforeAll(async () => {
    ingest = await startIngest();
    ({ url, folder } = await server.start(ingest.dsn));
  });
  afterAll(async () => {
    await server.stop();
    await ingest.close();
  });

  it('says what comes of at least four requests', () => expect(claims.length).toBeGreaterThan(3));

  /** An error of its own, after what was asked before: its text has no digits, which the budget would take for one issue. */
  let asked = 0;
  async function failOnce(): Promise<string> {
    const id = `last${'x'.repeat(asked++)}`;
    await (await fetch(`${url}/orders/${id}`)).text();
    await ingest.waitForEvent(event => event.user?.id === `u${id}`);
    return `u${id}`;
  }

  for (const { method, path, status, sent } of claims) {
    it(`${method} ${path} is answered ${status} and sends ${sent ? 'what it says' : 'nothing'}`, async () => {
      ingest.reset();
      const answer = await fetch(url + path, { method });
      const body = await answer.text();
      expect(answer.status).toBe(status);
      const last = await failOnce();
      if (sent) await ingest.waitForEvent(event => event.user?.id !== last);
      expect(ingest.events().filter(event => event.user?.id !== last)).toMatchObject(sent ? [sent(body)] : []);
    });
  }

  it('keeps the users of thirty requests at once apart, and says the line that was written', async () => {
    ingest.reset();
    const ids = Array.from({ length: 30 }, (_, at) => `${'abcdef'[at % 6]}${'ghijk'[Math.floor(at / 6)]}`);
    await Promise.all(ids.map(async id => (await fetch(`${url}/orders/${id}`)).text()));
    for (const id of ids) {
      const { request, exception } = await ingest.waitForEvent(event => event.user?.id === `u${id}`);
      expect(request?.url).toBe(`${url}/orders/${id}`);
      const { value, stacktrace } = exception?.values?.at(-1) ?? {};
      const frame = stacktrace?.frames?.at(-1);
      expect(value).toBe(`order ${id} fails`);
      expect(frame?.filename?.startsWith(folder)).toBe(true);
      expect(frame?.context_line).toContain('throw new Error(`order');
    }
    expect(ingest.events()).toHaveLength(ids.length);
  });
});
