import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entries } from '../../scripts/entries.mjs';
import { runProgram } from './runProgram';

const specifiers = entries().map(({ specifier }) => specifier);

describe('the built packages', () => {
  it.each(entries())('$specifier has code and types in both formats', ({ esm, cjs }) => {
    for (const path of [esm.code, esm.types, cjs.code, cjs.types]) expect(existsSync(path), path).toBe(true);
  });

  it.each([
    ['esm:@vigil/core', 'cjs:@vigil/core', true],
    ['cjs:@vigil/core', 'esm:@vigil/core', true],
    ['esm:@vigil/node', 'cjs:@vigil/node', true],
    ['cjs:@vigil/node', 'esm:@vigil/core', true],
    ['esm:@vigil/node', 'cjs:@vigil/core', true],
    ['esm:@vigil/fetch', 'cjs:@vigil/fetch', true],
    ['cjs:@vigil/fetch/als', 'esm:@vigil/fetch', true],
    ['esm:@vigil/fetch/als', 'esm:@vigil/fetch', false],
    ['cjs:@vigil/fetch', 'cjs:@vigil/node', false],
    ['esm:@vigil/node', 'esm:@vigil/core', false],
    ['cjs:@vigil/node', 'cjs:@vigil/core', false],
    ['esm:@vigil/node', 'esm:@vigil/node/compat/v7', false],
    ['cjs:@vigil/node', 'cjs:@vigil/node/compat/v7', false],
    ['esm:@vigil/node/compat/v7', 'cjs:@vigil/node', true],
    ['cjs:@vigil/node/compat/v7', 'esm:@vigil/node', true],
  ])('share one client: init in %s, captureException in %s', async (starter, capturer, copies) => {
    expect(await runProgram('mixed.mjs', [starter, capturer])).toEqual({
      copies,
      sameClient: true,
      sameHub: true,
      lastEventId: true,
      outcome: 'sent',
      flushed: true,
      arrived: [{ isIt: true, value: 'from the second', tags: expect.objectContaining({ set: 'by the first' }) }],
      after: { status: 'disabled', enabled: false },
    });
  });

  it.each([
    ['cjs:@vigil/node', 'esm:@vigil/express'],
    ['esm:@vigil/node', 'cjs:@vigil/express'],
    ['cjs:@vigil/fastify', 'esm:@vigil/node'],
  ])('share the contexts of requests: init in %s, wrapRequestListener in %s', async (starter, wrapper) => {
    const seen = (await runProgram('contexts.mjs', [starter, wrapper])) as unknown as string[][];
    expect(seen.sort()).toEqual([
      ['/a', '/a'],
      ['/b', '/b'],
      ['outside', null],
    ]);
  });

  it('can be imported by name, as a namespace, dynamically and by require', async () => {
    expect(await runProgram('imports.mjs')).toEqual({ named: true, namespace: true, required: true, sameNames: true });
  });

  it.each(
    specifiers.flatMap(specifier => [
      ['esm', specifier],
      ['cjs', specifier],
    ]),
  )('change nothing when imported: %s %s', async (format, specifier) => {
    const { changed, looked } = await runProgram('sideEffects.mjs', [format, specifier]);
    expect(changed).toEqual([]);
    expect(looked).toBeGreaterThan(300);
  });

  it.each(['esm', 'cjs'])('are no code of the application in a stack, linked from a workspace: %s', async format => {
    const { own, ownInApp, inApp } = await runProgram('ownFrames.mjs', [format]);
    expect(own).toEqual(['core', 'node']);
    expect(ownInApp).toEqual([]);
    expect(new Set(inApp as string[])).toEqual(new Set(['ownFrames.mjs']));
  });

  it('init gives what it patches the name and the length of what stood there, and stacks show them', async () => {
    const { patched, changed, frames } = await runProgram('shapes.mjs');
    expect(patched).toEqual(
      expect.arrayContaining(['process.emit', 'Server.emit', 'ClientRequest.emit', 'Http2Server.emit', 'console.log']),
    );
    expect(changed).toEqual([]);
    expect(new Set(frames as string[])).toEqual(new Set(['process.heard', 'process.emit']));
  });

  it('work where CommonJS may not import(), as under Jest', async () => {
    expect(await runProgram('withoutImport.cjs')).toEqual({ message: 'as in Jest' });
  });

  it('the look at the process sees a patch', async () => {
    expect((await runProgram('sideEffects.mjs', ['esm', './patches.mjs'])).changed).toEqual(
      expect.arrayContaining(['http.request', 'console.log', 'globalThis.fetch', 'fetch', 'listeners of exit', 'globalThis.leaked']),
    );
  });
});
