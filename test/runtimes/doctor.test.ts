import type { DiagnoseOptions, Diagnosis } from '@vigil/core';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readProgram } from '../scenarios/startProgram';
import { testTunnel } from '../scenarios/tunnelMatrix';
import { runtime } from './runtime';
import { servings } from './serving';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

type Found = Pick<Diagnosis, 'ok' | 'checks'>;
type Look = (dsn: string, options?: DiagnoseOptions) => Promise<Found>;

const ofStatus = ({ checks }: Found, ...statuses: string[]) => checks.filter(({ status }) => statuses.includes(status)).map(({ id }) => id);

/** `unknownHost`: the check that fails for one, where the runtime says what went wrong. */
function testDiagnose(title: string, isHere: boolean, look: Look, unknownHost: 'dns' | 'http' = 'dns'): void {
  describe(`diagnose on ${title}`, () => {
    const runs = it.skipIf(!isHere);

    runs('finds nothing wrong with what is well, and its test event arrives', async () => {
      const found = await look(ingest.dsn, { testEvent: true });
      expect(found.checks.filter(({ status }) => status === 'fail' || status === 'warn')).toEqual([]);
      expect(found.ok).toBe(true);
      expect(ofStatus(found, 'ok')).toEqual(expect.arrayContaining(['dsn', 'http', 'clock', 'limits', 'context', 'release', 'queue']));
      expect(ingest.events()).toHaveLength(1);
    });

    runs.each([
      ['a host that nobody knows', 'http://key@nowhere.invalid/1', unknownHost],
      ['a port where nothing listens', 'http://key@127.0.0.1:1/1', 'http'],
    ])('%s: fails at the check that names it', async (_name, dsn, id) => {
      const found = await look(dsn);
      expect([found.ok, ofStatus(found, 'fail')]).toEqual([false, [id]]);
      expect(found.checks.find(({ status }) => status === 'fail')?.fix).toMatch(/host|port/);
    });

    runs('a server that does not answer fails at http, in the time it is given', async () => {
      ingest.respond('hang');
      const found = await look(ingest.dsn, { timeoutMs: 500 });
      expect([found.ok, ofStatus(found, 'fail')]).toEqual([false, ['http']]);
    });

    runs('a limit that the server told is a warning', async () => {
      ingest.respond({ status: 200, headers: { 'x-sentry-rate-limits': '60:error:key' } });
      const found = await look(ingest.dsn);
      expect([found.ok, ofStatus(found, 'warn')]).toEqual([true, ['limits']]);
    });
  });
}

const apps: Record<string, string> = { bunServe: 'doctorBun', denoServe: 'doctorDeno', workerAls: 'doctorWorker' };
for (const { title, isHere, start, app } of servings()) {
  const doctor = apps[app];
  if (!doctor) continue;
  testDiagnose(
    `@vigil/fetch on ${title}`,
    isHere,
    async (dsn, options = {}) => {
      const server = await start(doctor, dsn);
      const response = await fetch(server.url, { method: 'POST', body: JSON.stringify(options) });
      const found = (await response.json()) as Found;
      // workerd itself says why it could not reach a host
      expect((await server.stop()).stderr).not.toMatch(/\[vigil\]/);
      return found;
    },
    title.startsWith('workerd') ? 'http' : 'dns',
  );
  // where a runtime cannot be had, its title says so
  describe.skipIf(!isHere)(title, () =>
    testTunnel(
      'a tunnel',
      async options => {
        const server = await start(doctor, 'http://key@127.0.0.1:1/1', { TUNNEL: JSON.stringify(options) });
        return { url: `${server.url}/tunnel`, stop: async () => expect((await server.stop()).stderr).toBe('') };
      },
      { drained: title.startsWith('deno'), hasty: title.startsWith('workerd') },
    ),
  );
}

for (const { title, binary, nodeArgs } of [runtime('bun'), runtime('deno')]) {
  testDiagnose(`@vigil/node on ${title}`, !!binary, (dsn, options = {}) =>
    readProgram<Found>(new URL('./apps/nodeDiagnose.mjs', import.meta.url), {
      dsn,
      binary: binary ?? '',
      nodeArgs,
      args: [JSON.stringify(options)],
      env: { NO_COLOR: '1' },
    }),
  );
}

describe('diagnose under the permission model of Node', () => {
  const model = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';

  it.each([
    ['without --allow-worker says that the end of the process delivers nothing', [], 'warn', /--allow-worker/],
    ['with it is content', ['--allow-worker'], 'ok', /^$/],
  ])('%s', async (_how, more, status, fix) => {
    const net = process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : [];
    const nodeArgs = [model, '--no-warnings', '--allow-fs-read=*', '--allow-fs-write=*', ...net, ...more];
    const { checks } = await readProgram<Found>(new URL('./apps/nodeDiagnose.mjs', import.meta.url), {
      dsn: ingest.dsn,
      nodeArgs,
      args: ['{}'],
    });
    const spool = checks.find(({ id }) => id === 'spool');
    expect([spool?.status, spool?.fix ?? '']).toEqual([status, expect.stringMatching(fix)]);
  });
});
