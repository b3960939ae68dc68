import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const pages = ['README.md', ...readdirSync(new URL('docs/', root), { recursive: true }).map(String)]
  .filter(name => name.endsWith('.md'))
  .map(name => new URL(name === 'README.md' ? name : `docs/${name}`, root));

describe('the documentation', () => {
  it.each(pages.map(page => [page.href.slice(root.href.length), page] as const))('%s points to what is there', (_name, page) => {
    const links = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, link]) => link as string);
    expect(links.filter(link => !existsSync(new URL(link, page)))).toEqual([]);
  });

  it('troubleshooting.md says what to do about every way an item can end', () => {
    const source = readFileSync(new URL('packages/core/src/client/outcomeTypes.ts', root), 'utf8');
    const statuses = [...(/type OutcomeStatus =([^;]*);/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(([, status]) => status);
    const told = readFileSync(new URL('docs/troubleshooting.md', root), 'utf8');
    expect(statuses.length).toBeGreaterThan(10);
    expect(statuses.filter(status => status !== 'sent' && !told.includes(`| \`${status}\` |`))).toEqual([]);
  });
});
