import { Agent, request } from 'node:http';
import type { Event } from '@vigil/core';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { app, startProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

/** Sends the body in two parts, so that `end` comes from a later read of the socket than the request. */
function post(url: string, body: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = request(url, { method: 'POST', agent, headers: { 'content-length': Buffer.byteLength(body) } }, res => {
      let text = '';
      res.on('data', chunk => {
        text += chunk;
      });
      res.on('end', () => resolve(text));
    });
    req.on('error', reject);
    req.write(body.slice(0, 5));
    setImmediate(() => req.end(body.slice(5)));
  });
}

it('scenario 9: concurrent requests on kept-alive sockets, handled from end: no event carries another user or crumb', async () => {
  const program = await startProgram(app('usersFromEnd.mjs'), { dsn: ingest.dsn });
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const users = Array.from({ length: 120 }, (_, n) => `user-${n}`);
  const ids = await Promise.all(
    users.map((user, n) => post(`${program.url}/${user}`, JSON.stringify({ user, waitMs: (n * 7) % 23 }), agent)),
  );
  agent.destroy();
  await program.stop();

  const about = (event: Event) => ({
    user: event.user?.id,
    tag: event.tags?.['user'],
    url: event.request?.url?.split('/').at(-1),
    crumbs: event.breadcrumbs?.map(crumb => crumb.message),
  });
  const expected = (user: string) => ({ user, tag: user, url: user, crumbs: [`${user} came`, `${user} goes`] });
  const byValue = new Map(ingest.events().map(event => [event.exception?.values?.[0]?.value ?? event.message, event]));
  for (const [n, user] of users.entries()) {
    const failed = byValue.get(`failed for ${user}`)!;
    expect(failed.event_id).toBe(ids[n]);
    expect(about(failed)).toEqual(expected(user));
    expect(about(byValue.get(`finished for ${user}`)!)).toEqual(expected(user));
  }
  expect(ingest.events()).toHaveLength(2 * users.length);
  // that sockets were shared is what makes this hard
  expect(new Set(ids).size).toBe(users.length);
});

it('scenario 10: a user set outside any request is on no event of a request', async () => {
  const program = await startProgram(app('userAtStart.mjs'), { dsn: ingest.dsn });
  for (let n = 0; n < 4; n++) await fetch(program.url).then(response => response.text());
  await program.stop();

  const inRequests = ingest.events().filter(event => event.message === undefined);
  expect(inRequests).toHaveLength(4);
  for (const event of inRequests) {
    expect(event.user).toBeUndefined();
    expect(event.breadcrumbs ?? []).toEqual([]);
    expect(event.tags).toMatchObject({ started: 'yes' });
  }
  // events outside any request do have it
  const { user, breadcrumbs } = ingest.events().find(event => event.message === 'at the end of the process')!;
  expect(user?.id).toBe('timer');
  expect(breadcrumbs![0]).toMatchObject({ message: 'crumb of the start' });
});
