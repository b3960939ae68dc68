import { readFileSync } from 'node:fs';

/** How an app is built and served; `serve` gets the port as PORT. */
export interface App {
  /** Its section on the page. */
  title: string;
  folder: string;
  /** Our packages that it stands on. */
  packages: string[];
  /** Absent where it runs as it is. */
  build?: string[];
  serve: string[];
  /** The major version of Node that it wants, where it does not run on the oldest of ours. */
  node?: number;
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
    node: 24,
  },
  {
    title: 'React Router',
    folder: 'reactRouter',
    packages: ['core', 'node'],
    build: ['node_modules/@react-router/dev/bin.cjs', 'build'],
    serve: ['node_modules/@react-router/serve/bin.cjs', 'build/server/index.js'],
    node: 24,
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
  {
    title: 'Astro',
    folder: 'astro',
    packages: ['core', 'node'],
    build: ['node_modules/astro/bin/astro.mjs', 'build'],
    serve: ['dist/server/entry.mjs'],
    node: 24,
  },
  {
    title: 'TanStack Start',
    folder: 'tanstackStart',
    packages: ['core', 'node'],
    build: ['node_modules/vite/bin/vite.js', 'build'],
    serve: ['node_modules/srvx/bin/srvx.mjs', 'serve', '--prod', '--static', '../client', 'dist/server/server.js'],
    node: 24,
  },
  {
    title: 'AdonisJS',
    folder: 'adonis',
    packages: ['core', 'node'],
    serve: ['bin/server.ts'],
    node: 24,
  },
];

const page = readFileSync(new URL('../../docs/frameworks/full-stack.md', import.meta.url), 'utf8');

/** A section's examples, by the file that the first line of each names. */
export function filesOf(title: string): Map<string, string> {
  const section = page.split(/^## /m).find(text => text.startsWith(`${title}\n`)) ?? '';
  return new Map([...section.matchAll(/^```\w+\n\/\/ (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']) => [file, code] as const));
}
