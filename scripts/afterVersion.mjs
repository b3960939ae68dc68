// After `changeset version`: the version on the wire and the lockfile follow the manifests.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pnpm, root } from './ready.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'packages/core/package.json'), 'utf8'));
const path = join(root, 'packages/core/src/base/version.ts');
const text = readFileSync(path, 'utf8');
const next = text.replace(/(SDK_VERSION = ')[^']*'/, `$1${version}'`);
if (!next.includes(`'${version}'`)) throw new Error(`${path} has no SDK_VERSION to write`);
writeFileSync(path, next);
pnpm(['install', '--lockfile-only', '--no-frozen-lockfile']);
