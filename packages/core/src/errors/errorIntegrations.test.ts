import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import {
  createClient,
  type Event,
  extraErrorDataIntegration,
  type Integration,
  linkedErrorsIntegration,
  rewriteFramesIntegration,
  zodErrorsIntegration,
} from '../index';

async function eventOf(integration: Integration, error: unknown): Promise<Event> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, integrations: [integration] });
  await client.outcome(client.captureException(error));
  return kit.events()[0] as Event;
}
const valuesOf = (event: Event) => event.exception?.values?.map(({ value }) => value);

describe('linkedErrorsIntegration', () => {
  const chain = () => new Error('c', { cause: new Error('b', { cause: new Error('a') }) });

  it('links as far as its limit, and without a word five', async () => {
    expect(valuesOf(await eventOf(linkedErrorsIntegration(), chain()))).toEqual(['a', 'b', 'c']);
    expect(valuesOf(await eventOf(linkedErrorsIntegration({ limit: 1 }), chain()))).toEqual(['b', 'c']);
    expect(valuesOf(await eventOf(linkedErrorsIntegration({ limit: 0 }), chain()))).toEqual(['c']);
  });

  it('finds causes under another key', async () => {
    const error = Object.assign(new Error('outer'), { reason: new Error('inner') });
    const event = await eventOf(linkedErrorsIntegration({ key: 'reason' }), error);
    expect(valuesOf(event)).toEqual(['inner', 'outer']);
    expect(event.exception?.values?.[0]?.mechanism).toMatchObject({ type: 'chained', source: 'reason', parent_id: 0 });
  });
});

describe('rewriteFramesIntegration', () => {
  const stackOf = (...files: string[]) =>
    Object.assign(new Error('x'), { stack: ['Error: x', ...files.map((file, at) => `    at f${at} (${file}:1:1)`)].join('\n') });
  const filesOf = (event: Event) => event.exception?.values?.[0]?.stacktrace?.frames?.map(({ filename }) => filename).reverse();

  it('leaves the last part of a path, whatever system it is of; names that are no paths stay', async () => {
    const event = await eventOf(rewriteFramesIntegration(), stackOf('/srv/app/a.js', 'C:\\app\\b.js', 'node:fs', 'https://x.test/c.js'));
    expect(filesOf(event)).toEqual(['app:///a.js', 'app:///b.js', 'node:fs', 'https://x.test/c.js']);
  });

  it('makes names relative to the root, under a prefix of your own', async () => {
    const event = await eventOf(
      rewriteFramesIntegration({ root: '/srv/app', prefix: '~/' }),
      stackOf('/srv/app/lib/a.js', '/srv/other/b.js'),
    );
    expect(filesOf(event)).toEqual(['~/lib/a.js', '~/../other/b.js']);
    const pages = await eventOf(rewriteFramesIntegration({ root: 'https://x.test/' }), stackOf('https://x.test/js/a.js'));
    expect(filesOf(pages)).toEqual(['app:///js/a.js']);
  });

  it('hands frames to an iteratee; one that throws leaves its frame', async () => {
    const integration = rewriteFramesIntegration({
      iteratee(frame) {
        if (frame.filename?.includes('bad')) throw new Error('mine');
        return { ...frame, filename: 'mine.js' };
      },
    });
    expect(filesOf(await eventOf(integration, stackOf('/srv/a.js', '/srv/bad.js')))).toEqual(['mine.js', '/srv/bad.js']);
  });

  it('takes away the absolute path that servers would look at first', async () => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options, integrations: [rewriteFramesIntegration({ root: '/srv' })] });
    const frames = [{ filename: '/srv/a.js', abs_path: '/srv/a.js', lineno: 1 }];
    await client.outcome(client.captureEvent({ exception: { values: [{ type: 'E', value: 'x', stacktrace: { frames } }] } }));
    expect(kit.events()[0]?.exception?.values?.[0]?.stacktrace?.frames?.[0]).toEqual({ filename: 'app:///a.js', lineno: 1 });
    expect(frames[0]?.filename).toBe('/srv/a.js');
  });
});

describe('extraErrorDataIntegration', () => {
  it('adds what toJSON says, beside the own fields', async () => {
    class HttpError extends Error {
      status = 502;
      toJSON() {
        return { message: 'not again', upstream: 'payments', nested: { deep: { deeper: { deepest: 1 } } } };
      }
    }
    const whole = await eventOf(extraErrorDataIntegration(), new HttpError('x'));
    expect(whole.contexts?.['HttpError']).toEqual({ status: 502, upstream: 'payments', nested: { deep: { deeper: { deepest: 1 } } } });
    const shallow = await eventOf(extraErrorDataIntegration({ depth: 1 }), new HttpError('x'));
    expect(shallow.contexts?.['HttpError']).toEqual({ status: 502, upstream: 'payments', nested: '[Object]' });
  });

  it('adds the cause that toJSON alone tells, as errors of fibers have it', async () => {
    const told = { _id: 'FiberFailure', cause: { _tag: 'Fail', failure: { _tag: 'NotFound', id: 5 } } };
    const failure = (fields: object) => Object.assign(new Error('x'), fields, { toJSON: () => told });
    expect((await eventOf(extraErrorDataIntegration(), failure({}))).contexts?.['Error']).toEqual(told);
    const linked = (await eventOf(extraErrorDataIntegration(), failure({ cause: new TypeError('inner') }))).contexts?.['Error'];
    expect(linked).toEqual({ _id: 'FiberFailure' });
  });

  it('keeps the own fields when toJSON throws, and makes no context of nothing', async () => {
    const error = Object.assign(new Error('x'), {
      code: 'E1',
      toJSON() {
        throw new Error('mine');
      },
    });
    expect((await eventOf(extraErrorDataIntegration(), error)).contexts?.['Error']).toEqual({ code: 'E1' });
    expect((await eventOf(extraErrorDataIntegration(), new Error('x'))).contexts).not.toHaveProperty('Error');
  });
});

describe('zodErrorsIntegration', () => {
  const issues = [
    { path: ['users', 0, 'name'], code: 'too_small', message: 'short' },
    { path: ['users', 7, 'name'], code: 'too_small', message: 'short' },
    { path: ['age'], code: 'invalid_type', message: 'no number' },
  ];
  const zodError = () => Object.assign(new Error(JSON.stringify(issues)), { name: 'ZodError', issues });

  it('names the keys that failed, and keeps the issues', async () => {
    const event = await eventOf(zodErrorsIntegration({ limit: 2 }), zodError());
    expect(valuesOf(event)).toEqual(['Failed to validate keys: age, users.<array>.name']);
    expect(event.extra?.['zoderror.issues']).toMatchObject([{ path: 'users.0.name' }, { path: 'users.7.name' }]);
  });

  it('attaches all issues when asked', async () => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options, integrations: [zodErrorsIntegration({ limit: 1, saveZodIssuesAsAttachment: true })] });
    await client.outcome(client.captureException(zodError()));
    expect(kit.items('attachment')).toEqual([{ issues }]);
  });

  it('leaves other errors alone', async () => {
    expect(valuesOf(await eventOf(zodErrorsIntegration(), Object.assign(new Error('x'), { issues })))).toEqual(['x']);
  });
});
