import fs, { mkdirSync, mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Client, Event, StackFrame, VigilOptions } from '@vigil/core';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { type ContextLinesOptions, contextLinesIntegration } from './contextLines';
import { OLD, oldFile } from './fixtures/oldFile';

const dir = mkdtempSync(join(tmpdir(), 'vigil-lines-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
  syncBuiltinESMExports();
});

const file = (name: string, text: string, mtime?: Date) => oldFile(join(dir, name), text, mtime);
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at + 1}`).join('\n') + '\n';
const twenty = file('twenty.js', numbered(20));

const clientWith = (options: VigilOptions) => ({ getOptions: () => options }) as Client;

function make(options?: ContextLinesOptions, clientOptions: VigilOptions = {}) {
  const integration = contextLinesIntegration(options);
  return (...frames: StackFrame[]): StackFrame[] => {
    const event: Event = { exception: { values: [{ type: 'Error', stacktrace: { frames } }] } };
    integration.processEvent?.(event, {}, clientWith(clientOptions));
    return frames;
  };
}
const at = (filename: string, lineno: number, more: StackFrame = {}): StackFrame => ({ filename, lineno, colno: 1, in_app: true, ...more });

describe('contextLinesIntegration', () => {
  it('is named as in the Sentry SDK', () => expect(contextLinesIntegration().name).toBe('ContextLines'));

  it('adds the line of the frame and five on each side', () => {
    const [frame] = make()(at(twenty, 10));
    expect(frame).toMatchObject({
      pre_context: ['line 5', 'line 6', 'line 7', 'line 8', 'line 9'],
      context_line: 'line 10',
      post_context: ['line 11', 'line 12', 'line 13', 'line 14', 'line 15'],
    });
  });

  it.each([
    [1, [], ['line 2', 'line 3']],
    [2, ['line 1'], ['line 3', 'line 4']],
    [19, ['line 17', 'line 18'], ['line 20']],
    [20, ['line 18', 'line 19'], []],
  ])('adds what there is around line %i', (line, pre_context, post_context) => {
    const [frame] = make({ frameContextLines: 2 })(at(twenty, line));
    expect(frame).toMatchObject({ pre_context, context_line: `line ${line}`, post_context });
  });

  it('reads a last line without newline, and Windows line ends', () => {
    const path = file('crlf.js', 'one\r\ntwo\r\nthree');
    expect(make()(at(path, 3))[0]).toMatchObject({ pre_context: ['one', 'two'], context_line: 'three', post_context: [] });
  });

  it('is right in text of several bytes a character', () => {
    const path = file('umlaut.js', `// ${'ü€😀'.repeat(30)}\nthrow new Error('größe');\n`);
    const [frame] = make()(at(path, 2, { colno: 7 }));
    expect(frame).toMatchObject({ context_line: "throw new Error('größe');" });
  });

  it('shows the part of a bundle’s one line that holds the column', () => {
    const path = file('bundle.js', `${';'.repeat(300_000)}HERE${'y'.repeat(300_000)}`);
    const [frame] = make()(at(path, 1, { colno: 300_001 }));
    expect(frame?.context_line).toMatch(/^\{snip\} ;{60}HEREy{62} \{snip\}$/);
    expect(frame).toMatchObject({ pre_context: [], post_context: [] });
  });

  it('takes the number of lines from dataCollection, its own option first; 0 adds none', () => {
    const both = { dataCollection: { frameContextLines: 1 } };
    expect(make({}, both)(at(twenty, 10))[0]?.pre_context).toEqual(['line 9']);
    expect(make({ frameContextLines: 2 }, both)(at(twenty, 10))[0]?.pre_context).toEqual(['line 8', 'line 9']);
    expect(make({ frameContextLines: 0 })(at(twenty, 10))[0]).not.toHaveProperty('context_line');
    expect(make({}, { dataCollection: { frameContextLines: 0 } })(at(twenty, 10))[0]).not.toHaveProperty('context_line');
  });

  it.each([Number.NaN, -1])('takes %d lines for a mistake and adds five', lines => {
    expect(make({ frameContextLines: lines })(at(twenty, 10))[0]?.pre_context).toHaveLength(5);
  });

  it('reads file: URLs, with a query too', () => {
    const spaced = file('with space #1.mjs', 'one\n');
    expect(make()(at(pathToFileURL(spaced).href, 1))[0]?.context_line).toBe('one');
    expect(make()(at(`${twenty}?v=2`, 1))[0]?.context_line).toBe('line 1');
  });

  it('fills every exception of an event', () => {
    const values = [1, 2].map(line => ({ type: 'Error', stacktrace: { frames: [at(twenty, line)] } }));
    contextLinesIntegration().processEvent?.({ exception: { values } }, {}, clientWith({}));
    expect(values.map(value => value.stacktrace.frames[0]?.context_line)).toEqual(['line 1', 'line 2']);
  });

  it('leaves lines that are there already', () => {
    expect(make()(at(twenty, 1, { context_line: 'mapped' }))[0]).toEqual(at(twenty, 1, { context_line: 'mapped' }));
  });

  it('passes events without a stack', () => {
    const event: Event = { message: 'hello' };
    expect(contextLinesIntegration().processEvent?.(event, {}, clientWith({}))).toBe(event);
    expect(event).toEqual({ message: 'hello' });
  });
});

describe('no lines are better than wrong ones:', () => {
  const none = (frame: StackFrame) => expect(make()(frame)[0]).not.toHaveProperty('context_line');

  it('a file that changed since the process started', () => {
    const path = file('changed.js', numbered(20), new Date());
    none(at(path, 1));
    utimesSync(path, OLD, OLD);
    expect(make()(at(path, 1))[0]).toHaveProperty('context_line', 'line 1');
  });

  it('a file that changed after its lines were read, within a second', () => {
    const path = file('changed-later.js', numbered(20));
    const fill = make();
    expect(fill(at(path, 1))[0]).toHaveProperty('context_line');
    file('changed-later.js', numbered(20), new Date());
    const later = performance.now() + 1000;
    vi.spyOn(performance, 'now').mockReturnValue(later);
    expect(fill(at(path, 1))[0]).not.toHaveProperty('context_line');
  });

  it('a line or column the file does not have', () => {
    none(at(twenty, 21));
    none(at(twenty, 1_000_000_000));
    none(at(twenty, 1, { colno: 50 }));
    none(at(file('empty.js', ''), 1));
  });

  it.each([0, -1, 1.5, Number.NaN])('line %d', line => none(at(twenty, line)));

  it.each([
    'node:fs',
    'node:internal/process/task_queues',
    '[eval]',
    '[eval1]',
    '<anonymous>',
    '<data:text/javascript>',
    'data:text/javascript,1',
    'app.js',
    'https://host/app.js',
    'file:///%',
    '',
  ])('a frame of %j', name => none(at(name, 1)));

  it('a file that is missing, too long, a folder or cannot be read', () => {
    none(at(join(dir, 'missing.js'), 1));
    none(at(file('long.js', 'x\n'.repeat(2_200_000)), 1));
    mkdirSync(join(dir, 'folder.js'));
    none(at(join(dir, 'folder.js'), 1));
    vi.spyOn(fs, 'statSync').mockImplementation(() => {
      throw new Error('refused');
    });
    syncBuiltinESMExports();
    none(at(twenty, 1));
  });

  it('a file that is no source, for anybody can write a path into a stack', () => {
    none(at(file('secrets.env', 'KEY=1\n'), 1));
    none(at('/etc/passwd', 1));
    none(at(file('.npmrc', 'token\n'), 1));
  });
});

describe('what an event may cost:', () => {
  it('lines read once are not read again', () => {
    const read = vi.spyOn(fs, 'readFileSync');
    syncBuiltinESMExports();
    const fill = make();
    const first = fill(at(twenty, 10))[0];
    const second = fill(at(twenty, 10))[0];
    expect(second).toEqual(first);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('a file is looked at once a second', () => {
    const stat = vi.spyOn(fs, 'statSync');
    const now = vi.spyOn(performance, 'now').mockReturnValue(5000);
    syncBuiltinESMExports();
    const fill = make();
    for (let nth = 0; nth < 5; nth++) fill(at(twenty, 10));
    expect(stat).toHaveBeenCalledTimes(1);
    now.mockReturnValue(6000);
    fill(at(twenty, 10));
    expect(stat).toHaveBeenCalledTimes(2);
  });

  it('a file is read once for all its frames', () => {
    const read = vi.spyOn(fs, 'readFileSync');
    syncBuiltinESMExports();
    const frames = make()(...[1, 5, 9].map(line => at(twenty, line)));
    expect(frames.map(frame => frame.context_line)).toEqual(['line 1', 'line 5', 'line 9']);
    expect(read).toHaveBeenCalledTimes(1);
  });

  it('at most 10 frames of an exception, nearest to the crash', () => {
    const frames = make()(...Array.from({ length: 60 }, () => at(twenty, 1)));
    expect(frames.map(frame => 'context_line' in frame)).toEqual([...Array(50).fill(false), ...Array(10).fill(true)]);
  });

  it('at most 10 files, those of the application first', () => {
    const files = Array.from({ length: 12 }, (_, nth) => file(`many-${nth}.js`, 'x\n'));
    const frames = make()(...files.map((path, nth) => at(path, 1, { in_app: nth < 3 })));
    expect(frames.map(frame => 'context_line' in frame)).toEqual([true, true, true, false, false, ...Array(7).fill(true)]);
  });

  it('what a hook does to the lines of one event does not show in the next', () => {
    const fill = make();
    fill(at(twenty, 10))[0]?.pre_context?.push('written by a hook');
    expect(fill(at(twenty, 10))[0]?.pre_context).toHaveLength(5);
  });
});
