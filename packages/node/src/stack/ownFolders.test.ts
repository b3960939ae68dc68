import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createNodeStackParser } from './nodeStackParser';
import { ownFolders } from './ownFolders';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'vigil-own-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function makePackage(folder: string, name: string): string {
  mkdirSync(join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, exports: { './package.json': './package.json' } }));
  return folder;
}

const node = makePackage(join(root, 'packages/node'), '@vigil/node');
const core = makePackage(join(root, 'packages/core'), '@vigil/core');
mkdirSync(join(node, 'node_modules/@vigil'), { recursive: true });
symlinkSync(core, join(node, 'node_modules/@vigil/core'), 'junction');

it('are the folders of both packages where they are linked from a workspace', () => {
  expect(ownFolders(join(node, 'dist/index.js'))).toEqual([join(node, 'dist') + sep, join(core, 'dist') + sep]);
});

it('are none in node_modules, where every frame is known as a library’s', () => {
  expect(ownFolders(join(root, 'app/node_modules/@vigil/node/dist/index.js'))).toEqual([]);
});

it('are none in a bundle of the application, with the packages installed beside it or not', () => {
  const app = makePackage(join(root, 'app'), 'app');
  expect(ownFolders(join(app, 'dist/server.js'))).toEqual([]);
  mkdirSync(join(app, 'node_modules/@vigil'), { recursive: true });
  symlinkSync(node, join(app, 'node_modules/@vigil/node'), 'junction');
  symlinkSync(core, join(app, 'node_modules/@vigil/core'), 'junction');
  expect(ownFolders(join(app, 'dist/server.js'))).toEqual([]);
});

it('are none where the file is not known or no path', () => {
  expect(ownFolders('index.js')).toEqual([]);
  expect(ownFolders('')).toEqual([]);
});

it('make frames those of a library', () => {
  const stack = `Error: here\n    at emit (${node}/dist/index.js:7:1)\n    at pay (${root}/app/pay.js:3:1)`;
  const frames = createNodeStackParser(root, [join(node, 'dist') + sep])(stack, 1);
  expect(frames.map(({ function: name, in_app }) => [name, in_app])).toEqual([
    ['pay', true],
    ['emit', false],
  ]);
});
