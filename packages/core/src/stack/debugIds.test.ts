import { expect, test, vi } from 'vitest';
import { debugImages } from './debugIds';
import { geckoStackLineParser } from './geckoLine';
import { createStackParser } from './parseStack';
import { v8StackLineParser } from './v8Line';

const parser = createStackParser(v8StackLineParser, geckoStackLineParser);
const stackOf = (file: string) => `Error\n    at ${file}:1:32\n    at Module._compile (node:internal/modules/cjs/loader:1554:14)`;
const framesOf = (...files: string[]) => files.map(filename => ({ filename, function: 'f' }));
const image = (code_file: string, debug_id: string) => ({ type: 'sourcemap', code_file, debug_id });

test('an image for each file of the frames that has an id, once', () => {
  const root = { _sentryDebugIds: { [stackOf('/app/a.js')]: 'id-a', [stackOf('/app/b.js')]: 'id-b', [stackOf('/app/c.js')]: 'id-c' } };
  expect(debugImages(framesOf('/app/b.js', '/app/a.js', '/app/b.js', '/app/x.js'), parser, root)).toEqual([
    image('/app/b.js', 'id-b'),
    image('/app/a.js', 'id-a'),
  ]);
});

test('a stack without a header, as Gecko and JavaScriptCore print it', () => {
  const root = { _sentryDebugIds: { '@https://x.test/a.js:1:2\n@https://x.test/index.html:3:4': 'id-a' } };
  expect(debugImages(framesOf('https://x.test/a.js', 'https://x.test/index.html'), parser, root)).toEqual([
    image('https://x.test/a.js', 'id-a'),
  ]);
});

test('native ids by URL, file URLs included', () => {
  const root = { _debugIds: { 'https://x.test/a.js': 'id-a', 'file:///app/my%20b.mjs': 'id-b' } };
  expect(debugImages(framesOf('https://x.test/a.js', '/app/my b.mjs'), parser, root)).toEqual([
    image('https://x.test/a.js', 'id-a'),
    image('/app/my b.mjs', 'id-b'),
  ]);
});

test('code_file is the absolute path where the frame has one', () => {
  const root = { _debugIds: { 'https://x.test/a.js': 'id-a' } };
  const frames = [{ filename: 'https://x.test/a.js', abs_path: 'app:///a.js' }, { filename: '', abs_path: '/app/b.js' }, {}];
  expect(debugImages(frames, parser, root)).toEqual([image('app:///a.js', 'id-a')]);
});

test('each stack is parsed once, whatever the number of events; a new one is parsed when it appears', () => {
  const spy = vi.fn(parser);
  const root = { _sentryDebugIds: { [stackOf('/app/a.js')]: 'id-a' } as Record<string, string> };
  debugImages(framesOf('/app/a.js'), spy, root);
  debugImages(framesOf('/app/a.js'), spy, root);
  expect(spy).toHaveBeenCalledTimes(1);
  root['_sentryDebugIds'][stackOf('/app/late.js')] = 'id-late';
  expect(debugImages(framesOf('/app/late.js'), spy, root)).toEqual([image('/app/late.js', 'id-late')]);
  expect(spy).toHaveBeenCalledTimes(2);
});

test('two parsers do not share what they understood', () => {
  const root = { _sentryDebugIds: { [stackOf('/app/only-v8.js')]: 'id-a' } };
  expect(debugImages(framesOf('/app/only-v8.js'), createStackParser(), root)).toEqual([]);
  expect(debugImages(framesOf('/app/only-v8.js'), parser, root)).toHaveLength(1);
});

const revoked = Proxy.revocable({}, {});
revoked.revoke();
test.each([
  ['absent', {}],
  ['null', { _sentryDebugIds: null, _debugIds: null }],
  ['no objects', { _sentryDebugIds: stackOf('/app/a.js'), _debugIds: 7 }],
  ['ids that are no text', { _sentryDebugIds: { [stackOf('/app/a.js')]: 1 }, _debugIds: { '/app/a.js': {} } }],
  ['keys that are no stacks', { _sentryDebugIds: { '': 'id', 'x\ny': 'id' }, _debugIds: { '': 'id' } }],
  ['a revoked proxy', { _sentryDebugIds: revoked.proxy, _debugIds: revoked.proxy }],
  [
    'a getter that throws',
    {
      get _debugIds() {
        throw new Error('no');
      },
    },
  ],
])('no image when the globals are %s', (_, root) => {
  expect(debugImages([...framesOf('/app/a.js'), { abs_path: '/app/a.js' }, { filename: '' }], parser, root)).toEqual([]);
});
