import fs, { mkdtempSync, rmSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, DebugImage, Event, StackFrame, VigilOptions } from '@vigil/core';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { contextLinesIntegration } from './contextLines';
import { oldFile } from './fixtures/oldFile';
import { sourceMapsIntegration } from './sourceMapsIntegration';

const dir = mkdtempSync(join(tmpdir(), 'vigil-maps-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

afterEach(() => {
  process.setSourceMapsEnabled(false);
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const file = (name: string, text: string, mtime?: Date) => oldFile(join(dir, name), text, mtime);
const inline = (map: object): string =>
  `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
const map = (more: object = {}): object => ({
  version: 3,
  sources: ['../src/pay.ts'],
  sourcesContent: ['one\ntwo\nthree\n'],
  mappings: 'AACA',
  ...more,
});

function run(frame: StackFrame, options: VigilOptions = {}, images?: DebugImage[]): StackFrame {
  const event: Event = { exception: { values: [{ type: 'Error', stacktrace: { frames: [frame] } }] } };
  if (images) event.debug_meta = { images };
  const client = { getOptions: () => options } as Client;
  for (const integration of [sourceMapsIntegration(), contextLinesIntegration()]) integration.processEvent?.(event, {}, client);
  return frame;
}
const at = (filename: string, more: StackFrame = {}): StackFrame => ({ filename, lineno: 1, colno: 1, in_app: true, ...more });
const source = join(dir, '../src/pay.ts');

describe('sourceMapsIntegration', () => {
  it('rewrites a frame to the place that was written, with its lines', () => {
    const path = file('inline.js', `throw 1;\n${inline(map())}\n`);
    expect(run(at(path, { abs_path: path, module: 'inline', function: 'pay' }), { dataCollection: { frameContextLines: 1 } })).toEqual({
      filename: source,
      abs_path: source,
      module: expect.stringMatching(/pay\.ts$/),
      function: 'pay',
      lineno: 2,
      colno: 1,
      in_app: true,
      pre_context: ['one'],
      context_line: 'two',
      post_context: ['three'],
    });
  });

  it('gives no lines when none are asked for', () => {
    const frame = run(at(file('none.js', `x\n${inline(map())}`)), { dataCollection: { frameContextLines: 0 } });
    expect(frame).toMatchObject({ filename: source, lineno: 2 });
    expect(frame).not.toHaveProperty('context_line');
  });

  it.each([
    ['URL-encoded', `//# sourceMappingURL=data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(map()))}`],
    ['beside the file', '//# sourceMappingURL=beside%20it.js.map'],
    ['with comments behind it', `${inline(map())}\n\n// built today`],
    [
      'an index map',
      inline({
        version: 3,
        sections: [
          { offset: { line: 0, column: 0 }, map: map() },
          { offset: { line: 9, column: 0 }, map: {} },
        ],
      }),
    ],
    ['sourceRoot', inline(map({ sourceRoot: '../src', sources: ['pay.ts'] }))],
    ['a file: URL', inline(map({ sources: [`file://${source}`] }))],
    ['a name as part of a URL', inline(map({ sources: ['../sr%63/pay.ts'] }))],
    ['a piece of a file', inline(map({ sources: ['../src/pay.ts?split=component'] }))],
  ])('reads a map: %s', (name, comment) => {
    file('beside it.js.map', `)]}'\n${JSON.stringify(map())}`);
    expect(run(at(file(`${name.replaceAll(/\W/g, '')}.js`, `throw 1;\n${comment}`)))).toMatchObject({
      filename: source,
      lineno: 2,
      context_line: 'two',
    });
  });

  it('keeps a percent sign that encodes nothing', () => {
    const frame = run(at(file('percent.js', `x\n${inline(map({ sources: ['100%.ts'] }))}`)));
    expect(frame.filename).toBe(join(dir, '100%.ts'));
  });

  it('follows the map of the file that a map names: a bundle of what was compiled before', () => {
    const compiled = file('compiled.js', `first\nthrow 1;\n${inline(map({ mappings: ';AACA' }))}`);
    const bundle = file('of-compiled.js', `x\n${inline(map({ sources: ['compiled.js'], sourcesContent: ['first\nthrow 1;'] }))}`);
    expect(run(at(bundle))).toMatchObject({ filename: source, lineno: 2, context_line: 'two' });
    file('compiled.js', 'first\nthrow 1;\n');
    expect(compiled).toBe(join(dir, 'compiled.js'));
    expect(run(at(bundle))).toMatchObject({ filename: compiled, lineno: 2, context_line: 'throw 1;' });
  });

  it('maps a place once where a map names its own file', () => {
    const path = file('itself.js', `x\ny\n${inline(map({ sources: ['itself.js'], mappings: 'AACA;AACA' }))}`);
    expect(run(at(path))).toMatchObject({ filename: path, lineno: 2, context_line: 'two' });
  });

  it('keeps a name that a bundler made up, and says that a bundled package is not the application', () => {
    const bundled = (name: string) => run(at(file('bundle.js', `x\n${inline(map({ sources: [name] }))}`)));
    expect(bundled('webpack://shop/./src/pay.ts')).toMatchObject({ filename: 'webpack://shop/./src/pay.ts', in_app: true });
    expect(bundled('../node_modules/pg/index.ts')).toMatchObject({ in_app: false });
  });

  it.each([
    ['no map', 'throw 1;\n'],
    ['a map that is elsewhere', 'x\n//# sourceMappingURL=https://cdn.example/a.js.map'],
    ['what is no map', 'x\n//# sourceMappingURL=/etc/hostname'],
    ['a map that is missing', 'x\n//# sourceMappingURL=missing.js.map'],
    ['broken JSON', 'x\n//# sourceMappingURL=data:application/json;base64,e30x'],
    ['JSON that is no map', 'x\n//# sourceMappingURL=data:application/json,[null]'],
    ['JSON of other types', `x\n${inline({ mappings: 4, sources: 'a' })}`],
    ['a comment in a text', `const s = "${inline(map())}"\nthrow 1`],
    ['a place that nobody wrote', `x\n${inline(map({ mappings: ';AACA' }))}`],
  ])('leaves a frame as it is: %s', (name, text) => {
    const path = file(`left-${name.replaceAll(/\W/g, '')}.js`, text);
    expect(run(at(path))).toMatchObject(at(path));
  });

  it('leaves alone: a file changed since the start, a frame that is not the application’s, one with lines already', () => {
    const changed = file('changed.js', `x\n${inline(map())}`, new Date(Date.now() + 60_000));
    const path = file('left.js', `x\n${inline(map())}`);
    for (const frame of [at(changed), at(path, { in_app: false }), at(path, { context_line: 'x' }), at(path, { lineno: undefined })]) {
      expect(run({ ...frame })).toMatchObject(frame);
    }
  });

  it('leaves a file with a debug id to the server, which has the map', () => {
    const path = file('uploaded.js', `x\n${inline(map())}`);
    expect(run(at(path), {}, [{ type: 'sourcemap', code_file: path, debug_id: 'a' }])).toMatchObject(at(path));
  });

  it('leaves all to Node where it maps stacks itself', () => {
    process.setSourceMapsEnabled(true);
    const path = file('mapped.js', `x\n${inline(map())}`);
    expect(run(at(path))).toMatchObject(at(path));
  });
});

describe('an original that is in no map but in its file', () => {
  const written = file('written.ts', 'one\ntwo three\nfour\n');
  const noContent = map({ sources: ['written.ts'], sourcesContent: undefined, mappings: 'AACA,CAAC' });
  const capture = () => {
    const integrations = [sourceMapsIntegration(), contextLinesIntegration()];
    return (...frames: StackFrame[]): StackFrame[] => {
      const event: Event = { exception: { values: [{ type: 'Error', stacktrace: { frames } }] } };
      for (const integration of integrations) integration.processEvent?.(event, {}, { getOptions: () => ({}) } as Client);
      return frames;
    };
  };
  const callsFor = (mock: { mock: { calls: unknown[][] } }) => mock.mock.calls.filter(([path]) => path === written).length;

  it('gives the lines, wherever in a line the map points', () => {
    const path = file('tsc.js', `x;y\n${inline(noContent)}`);
    const frames = capture()(at(path, { colno: 1 }), at(path, { colno: 2 }));
    expect(frames.map(({ lineno, colno }) => [lineno, colno])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    for (const frame of frames) expect(frame).toMatchObject({ pre_context: ['one'], context_line: 'two three', post_context: ['four'] });
  });

  it('is read and looked at once for a hundred captures', () => {
    const path = file('often.js', `x;y\n${inline(noContent)}`);
    vi.spyOn(performance, 'now').mockReturnValue(5000);
    const read = vi.spyOn(fs, 'readFileSync');
    const stat = vi.spyOn(fs, 'statSync');
    syncBuiltinESMExports();
    const run = capture();
    for (let nth = 0; nth < 100; nth++) {
      const frames = run(at(path, { colno: 1 }), at(path, { colno: 2 }));
      expect(frames.map(frame => frame.context_line)).toEqual(['two three', 'two three']);
    }
    expect([callsFor(read), callsFor(stat)]).toEqual([1, 1]);
  });

  it('is read once though it has no such line', () => {
    const path = file('beyond.js', `x\n${inline(map({ sources: ['written.ts'], sourcesContent: undefined, mappings: 'AAUA' }))}`);
    const read = vi.spyOn(fs, 'readFileSync');
    syncBuiltinESMExports();
    const run = capture();
    for (let nth = 0; nth < 10; nth++) expect(run(at(path))[0]).not.toHaveProperty('context_line');
    expect(callsFor(read)).toBe(1);
  });

  it('gives no lines once it was edited, after they were read too', () => {
    const path = file('edited.js', `x\n${inline(noContent)}`);
    const now = vi.spyOn(performance, 'now').mockReturnValue(5000);
    const run = capture();
    expect(run(at(path))[0]).toHaveProperty('context_line');
    file('written.ts', 'another text\n', new Date(Date.now() + 60_000));
    now.mockReturnValue(6000);
    expect(run(at(path))[0]).toMatchObject({ filename: written, lineno: 2 });
    expect(run(at(path))[0]).not.toHaveProperty('context_line');
    file('written.ts', 'one\ntwo three\nfour\n');
  });

  it('leaves the frame at its place when it cannot be read', () => {
    const path = file('refused.js', `x\n${inline(noContent)}`);
    const read = fs.readFileSync;
    vi.spyOn(fs, 'readFileSync').mockImplementation(((file: string, ...rest: []) => {
      if (file === written) throw new Error('refused');
      return read(file, ...rest);
    }) as typeof read);
    syncBuiltinESMExports();
    const [frame] = capture()(at(path));
    expect(frame).toMatchObject({ filename: written, lineno: 2 });
    expect(frame).not.toHaveProperty('context_line');
  });
});
