import { startIngest } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { app, startProgram } from './startProgram';

// The scenarios of being judged by the response (11) and of one ESM file without a flag (12) are the failure matrices of the packages.
it.each(['express4', 'express5', 'fastify4', 'fastify5'])(
  '%s, scenario 10 and extra 6: no user of the process on a request; ignoreErrors counts whatever else is installed',
  async kind => {
    const ingest = await startIngest();
    const program = await startProgram(app('frameworkUser.mjs'), { dsn: ingest.dsn, args: [kind], env: { NODE_ENV: 'test' } });
    for (const path of ['/ignored', '/fails']) expect((await fetch(`${program.url}${path}`)).status).toBe(500);
    const { stdout } = await program.stop();
    await ingest.close();
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual({ filtered: 1, sent: 1 });
    const [event, ...more] = ingest.events();
    expect(more).toEqual([]);
    expect(event).toMatchObject({ extra: { mine: true }, exception: { values: [{ value: 'somebody cares' }] } });
    expect(event!.user).toBeUndefined();
    expect(event!.breadcrumbs?.map(({ message }) => message) ?? []).not.toContain('crumb of the start');
  },
);
