import { readFileSync } from 'node:fs';

/** How an app is built and served; `serve` gets the port as PORT. */
export interface App {
  /** Its section on the page. */
  title: string;
  folder: string;
  /** Our packages that it stands on. */
  packages: string[];
  build: string[];
  serve: string[];
}

export const apps: App[] = [
  {
    title: 'Next.js',
    folder: 'nextjs',
    packages: ['core', 'node', 'browser', 'react'],
    build: ['node_modules/next/dist/bin/next', 'build'],
    serve: ['node_modules/next/dist/bin/next', 'start'],
  },
  {
    title: 'SvelteKit',
    folder: 'sveltekit',
    packages: ['core', 'node', 'browser'],
    build: ['node_modules/vite/bin/vite.js', 'build'],
    serve: ['build/index.js'],
  },
  {
    title: 'React Router',
    folder: 'reactRouter',
    packages: ['core', 'node'],
    build: ['node_modules/@react-router/dev/bin.js', 'build'],
    serve: ['node_modules/@react-router/serve/bin.js', 'build/server/index.js'],
  },
  {
    title: 'Nuxt',
    folder: 'nuxt',
    packages: ['core', 'node'],
    build: ['node_modules/nitropack/dist/cli/index.mjs', 'build'],
    serve: ['.output/server/index.mjs'],
  },
  {
    title: 'NestJS',
    folder: 'nestjs',
    packages: ['core', 'node', 'express'],
    build: ['node_modules/typescript/bin/tsc'],
    serve: ['dist/main.js'],
  },
];

const page = readFileSync(new URL('../../docs/frameworks/full-stack.md', import.meta.url), 'utf8');

/** A section's examples, by the file that the first line of each names. */
export function filesOf(title: string): Map<string, string> {
  const section = page.split(/^## /m).find(text => text.startsWith(`${title}\n`)) ?? '';
  return new Map([...section.matchAll(/^```\w+\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']) => [file, code] as const));
}
