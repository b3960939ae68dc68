import type { Engine } from '../browsers/page';
import { startSite } from '../browsers/startSite';
import type { RecordedStack } from '../stacks/compareStack';
import { browserPrograms } from '../stacks/record/browserPrograms.mjs';

/** Throws every program of the recorded stacks in an engine, now: what it prints, by program. */
export async function runPrograms(engine: Engine): Promise<Map<string, RecordedStack>> {
  const { programs, answer } = browserPrograms(engine.name);
  const type = (path: string): string => (/js$/.test(path) ? 'text/javascript;charset=utf-8' : 'text/html;charset=utf-8');
  const site = await startSite({
    '/report': '',
    '/done': '',
    '*': ({ url }) => {
      const { pathname } = new URL(url, 'http://site');
      const body = answer(url);
      return body === undefined ? { status: 404 } : { type: type(pathname), body };
    },
  });
  try {
    const page = await engine.open();
    await page.goto(`${site.url}/`);
    await page.waitFor("performance.getEntriesByType('resource').some(({ name }) => name.includes('/done'))", { timeoutMs: 120_000 });
    await page.close();
    const reports = site.requests.filter(({ url }) => url.startsWith('/report?'));
    return new Map(
      reports.flatMap(({ url, body }) => {
        const slug = url.slice('/report?'.length);
        const program = programs.find(candidate => candidate.slug === slug);
        const report = JSON.parse(String(body).replaceAll(site.url, 'https://shop.example')) as Pick<
          RecordedStack,
          'name' | 'message' | 'stack'
        >;
        return program ? [[slug, { ...program, program: slug, ...report }] as const] : [];
      }),
    );
  } finally {
    await site.close();
  }
}
