import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startIngest } from '@vigil/testkit';
import { expect, it } from 'vitest';

it('requests of undici are called by their target, behind a proxy and where undici looks the name up; a tunnel has no trace', async () => {
  const ingest = await startIngest();
  const env = { PATH: process.env['PATH'], SENTRY_DSN: ingest.dsn };
  const program = fileURLToPath(new URL('./proxies.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env });
  const { target, asked, seen } = JSON.parse(stdout) as { target: string; asked: string[]; seen: unknown };
  await ingest.close();

  const urls = ['tunnel', 'forward', 'names'].map(way => `${target}/${way}`);
  expect(seen).toEqual({
    target: ['/tunnel', '/forward', '/names'].map(path => [path, true]),
    proxy: [
      [`CONNECT ${new URL(target).host}`, false],
      [`GET ${target}/forward`, true],
    ],
  });
  expect(asked.filter(url => !url.startsWith(target) || !urls.includes(url))).toEqual([]);
  const crumbs = ingest.events()[0]?.breadcrumbs?.filter(({ category }) => category === 'fetch');
  expect(crumbs?.map(({ data }) => data?.['url'])).toEqual(urls);
});
