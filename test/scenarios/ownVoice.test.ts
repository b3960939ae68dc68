import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { app, runProgram } from './startProgram';

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());

const say = (options: object, env: Record<string, string> = {}, dsn = '') =>
  runProgram(app('saysALot.mjs'), { args: [JSON.stringify(options)], env, dsn });

describe('what the SDK says', () => {
  it('with debug, why no answer came', async () => {
    const { stderr } = await say({ debug: true, spool: false, retry: false }, {}, 'http://key@127.0.0.1:9/1');
    expect(stderr).toMatch(/^\[vigil\] no answer: .*ECONNREFUSED/m);
  });

  it('goes to stderr at every level, and debug tells the whole story', async () => {
    const { stdout, stderr, code } = await say({ debug: true, hook: true, release: '1.2.3', colour: 1 }, {}, ingest.dsn);
    expect([stdout, code]).toEqual(['a line of the application\n', 0]);
    expect(stderr).toMatch(
      /^\[vigil\] vigil\.javascript\.node \S+ is on, dsn 127\.0\.0\.1:\d+\/1, release 1\.2\.3, environment production, context asynchronous, integrations .*Http/m,
    );
    expect(stderr).toContain('V012 colour');
    expect(stderr).toMatch(/^\[vigil\] error [\da-f]{32} filtered by beforeSend$/m);
    expect(stderr.match(/^\[vigil\] error [\da-f]{32} sent$/gm)).toHaveLength(2);
    expect(stderr).toMatch(/^\[vigil\] error [\da-f]{32} was captured before: the first decision stands$/m);
    expect(
      ingest
        .events()
        .flatMap(({ breadcrumbs }) => breadcrumbs ?? [])
        .some(({ message }) => message?.includes('[vigil]')),
    ).toBe(false);
  });

  it('says why it is off', async () => {
    expect((await say({ debug: true })).stderr).toMatch(/is off \(no usable DSN\)/);
    expect((await say({ debug: true, enabled: false }, {}, ingest.dsn)).stderr).toMatch(/is off \(enabled: false\)/);
  });

  it('without a DSN, in development: what would be sent, on stderr', async () => {
    const { stdout, stderr, code } = await say({}, { NODE_ENV: 'development' });
    expect([stdout, code]).toEqual(['a line of the application\n', 0]);
    expect(stderr.match(/^\[vigil\] not sent, there is no DSN: (.*)$/gm)?.map(line => line.slice(35))).toEqual([
      'TypeError: no basket',
      'dropped',
      'Error: twice',
    ]);
    expect(stderr).toMatch(/^ {2}at .*saysALot\.mjs:6:25\)?$/m);
  });

  it.each<[string, object, Record<string, string>]>([
    ['no NODE_ENV', {}, {}],
    ['production', {}, { NODE_ENV: 'production' }],
    ['test', {}, { NODE_ENV: 'test' }],
    ["dsn: ''", { dsn: '' }, { NODE_ENV: 'development' }],
    ['logger: false', { logger: false }, { NODE_ENV: 'development' }],
    ['enabled: false', { enabled: false }, { NODE_ENV: 'development' }],
  ])('is nothing without a DSN otherwise: %s', async (_name, options, env) => {
    expect(await say(options, env)).toEqual({ code: 0, signal: null, stdout: 'a line of the application\n', stderr: '' });
  });
});
