import { createTestkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Client, carrier, createClient, explainWarnings, type VigilOptions, withRoutes } from '../index';

function start(options: object) {
  const kit = createTestkit();
  const said: string[] = [];
  const logger = { warn: (text: unknown) => void said.push(String(text).replace('[vigil] ', '')) };
  const client = createClient({ ...kit.options, logger, ...(options as VigilOptions) });
  const eventOf = async (capture: (client: Client) => string) => {
    await client.outcome(capture(client));
    return kit.events()[0];
  };
  return { client, said, eventOf };
}
beforeEach(explainWarnings);
afterEach(() => {
  carrier().diag = undefined;
});

describe('a member of an option that does not exist is named with its path and its nearest', () => {
  it.each([
    [{ scrub: { keyz: ['iban'] } }, 'scrub.keyz', 'keys'],
    [{ scrub: { detectors: { emial: false } } }, 'scrub.detectors.emial', 'email'],
    [{ breadcrumbs: { consol: false } }, 'breadcrumbs.consol', 'console'],
    [{ dataCollection: { cookiez: true } }, 'dataCollection.cookiez', 'cookies'],
    [{ queue: { maxbytes: 5 } }, 'queue.maxbytes', 'maxBytes'],
    [{ budget: { perisue: {} } }, 'budget.perisue', 'perIssue'],
    [{ budget: { perIssue: { birst: 1 } } }, 'budget.perIssue.birst', 'burst'],
  ])('%j', (options, path, near) => {
    expect(start(options).said).toEqual([`V012 ${path} is not an option; did you mean ${near}?`]);
  });

  it.each([
    ['autoSessionTracking', 'httpIntegration({ sessions: false })'],
    ['enableTracing', 'tracesSampleRate'],
  ])('%s of older SDKs with what stands for it today', (key, today) => {
    expect(start({ [key]: false }).said).toEqual([`V012 ${key} is not an option; did you mean ${today}?`]);
    expect(start({ budget: { [key]: false } }).said).toEqual([`V012 budget.${key} is not an option`]);
  });

  it('or without one that is near', () => {
    expect(start({ retry: { foobar: 1 } }).said).toEqual(['V012 retry.foobar is not an option']);
  });
});

describe('a logger that is none', () => {
  it.each([true, 'console', null, console.log])('%s: the console is told, of that and of the rest', logger => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    start({ logger, sampelRate: 1 });
    expect(warn.mock.calls.map(([text]) => String(text).slice(0, 28))).toEqual([
      '[vigil] V007 logger cannot b',
      '[vigil] V012 sampelRate is n',
    ]);
    warn.mockRestore();
  });
});

describe('a value that cannot be makes way for the default, and is told what belongs there', () => {
  it.each([
    [{ sampleRate: 7 }, 'V007 sampleRate cannot be 7: it takes a number from 0 to 1; the default is used'],
    [{ maxBreadcrumbs: -1 }, 'V007 maxBreadcrumbs cannot be -1: it takes a finite number that is not negative; the default is used'],
    [{ environment: null }, 'V007 environment cannot be null: it takes a text; the default is used'],
    [{ dataCollection: { httpHeaders: 'all' } }, 'V007 dataCollection.httpHeaders cannot be string: it takes true or false, or {'],
    [{ dataCollection: { cookies: { alow: ['a'] } } }, 'V007 dataCollection.cookies cannot be object: it takes true or false, or {'],
    [{ dataCollection: { httpBodies: true } }, 'V007 dataCollection.httpBodies cannot be boolean: it takes a list'],
    [{ retry: { maxAttempts: Number.NaN } }, 'V007 retry.maxAttempts cannot be NaN: it takes a number that is not negative'],
    [{ budget: { perIssue: 5 } }, 'V007 budget.perIssue cannot be 5: it takes an object'],
    [{ scrub: { allowKeys: 'password' } }, 'V007 scrub.allowKeys cannot be string: it takes a list'],
    [{ transportOptions: { timeoutMs: '5s' } }, 'V007 transportOptions.timeoutMs cannot be string: it takes milliseconds'],
    [{ transportOptions: { timeoutMs: -1 } }, 'V007 transportOptions.timeoutMs cannot be -1: it takes milliseconds'],
    [{ tunnel: 'not a url' }, 'V007 tunnel cannot be string: it takes a URL'],
    [{ allowUrls: [5] }, 'V011 allowUrls[0] cannot be used and is skipped: it takes a text that is not empty, or a RegExp'],
    [
      { ignoreErrors: [''] },
      'V011 ignoreErrors[0] cannot be used and is skipped: it takes a text that is not empty, or a RegExp, or a function',
    ],
  ])('%j', (options, text) => {
    const { said, client } = start(options);
    expect(said).toEqual([expect.stringContaining(text)]);
    expect(JSON.stringify(client.getOptions())).not.toMatch(/:"?(7|-1|all|password|not a url)\b/);
  });

  it('shows no text of the application: it may be a secret in the wrong place', () => {
    expect(start({ scrub: 'hunter2', budget: 'hunter2', retry: { baseMs: 'hunter2' } }).said.join()).not.toContain('hunter2');
  });

  it('of what is right nothing is said, and it is as it was given', () => {
    const options = {
      scrub: { keys: ['iban', /x/], allowKeys: ['password'], detectors: { email: false }, values: [{ name: 'a', pattern: /a/ }] },
      dataCollection: { cookies: { allow: ['a'] }, httpHeaders: { request: { deny: ['b'] } }, httpBodies: ['incomingRequest'] },
      retry: { maxAttempts: 0, maxAgeMs: Infinity },
      budget: { perIssue: { burst: 1 }, shed: false },
      breadcrumbs: { console: false, http: undefined },
      transportOptions: { timeoutMs: 5, headers: { a: 'b' }, whatever: 1 },
      ignoreErrors: ['x', /y/, TypeError, () => false],
      tunnel: 'https://tunnel.example/a',
    };
    const { said, client } = start(options);
    expect(said).toEqual([]);
    expect(JSON.parse(JSON.stringify(client.getOptions()))).toMatchObject(JSON.parse(JSON.stringify(options)));
  });
});

describe('whether texts are loaded or not', () => {
  const each = it.each([
    ['with', true],
    ['without', false],
  ]);

  each('%s: an empty text matches nothing', async (_name, hasTexts) => {
    if (!hasTexts) carrier().diag = undefined;
    const { eventOf } = start({ ignoreErrors: [''], denyUrls: [''] });
    expect(await eventOf(client => client.captureException(new Error('kept')))).toBeDefined();
  });

  each('%s: a text in place of a list of keys lets none of them through', async (_name, hasTexts) => {
    if (!hasTexts) carrier().diag = undefined;
    const { eventOf } = start({ scrub: { allowKeys: 'password' } });
    const event = await eventOf(client => client.captureException(new Error('x'), { captureContext: { extra: { password: 'hunter2' } } }));
    expect(event?.extra).toEqual({ password: '[Filtered]' });
  });

  each('%s: a number of tries that is none costs no event', async (_name, hasTexts) => {
    if (!hasTexts) carrier().diag = undefined;
    for (const maxAttempts of [Number.NaN, -1, -Infinity]) {
      const [{ client }, routed] = [start({ retry: { maxAttempts } }), start({ retry: { maxAttempts } }).client];
      routed.extend(withRoutes);
      expect(await routed.outcome(routed.captureMessage('x'))).toMatchObject({ status: 'sent', attempts: 1 });
      expect(await client.outcome(client.captureMessage('x'))).toMatchObject({ status: 'sent', attempts: 1 });
    }
  });

  each('%s: a stack parser that throws, or answers nothing, leaves the default', async (_name, hasTexts) => {
    if (!hasTexts) carrier().diag = undefined;
    for (const stackParser of [
      () => {
        throw new Error('parser');
      },
      () => undefined,
      5,
    ]) {
      const { eventOf, said } = start({ stackParser });
      const event = await eventOf(client => client.captureException(new Error('kept')));
      expect(event?.exception?.values?.[0]?.stacktrace?.frames?.length).toBeGreaterThan(1);
      if (hasTexts) expect(said).toEqual([expect.stringMatching(/^V0(41|07) stackParser /)]);
    }
  });
});

it('a clock, a source of ids or of chance that throws or answers rubbish is not used, and said', async () => {
  const fail = () => {
    throw new Error('deps');
  };
  for (const bad of [fail, () => Number.NaN, () => 'x', 5]) {
    const { eventOf, said } = start({ deps: { now: bad, uuid: bad, random: bad }, sampleRate: 0.999_999 });
    const event = await eventOf(client => client.captureMessage('x'));
    expect(event?.event_id).toMatch(/^[\da-f]{32}$/);
    expect(Math.abs(Number(event?.timestamp) * 1000 - Date.now())).toBeLessThan(60_000);
    expect(said.map(line => line.slice(0, 15)).sort()).toEqual(
      expect.arrayContaining([expect.stringMatching(/deps\.now/), expect.stringMatching(/deps\.uui/)]),
    );
  }
});
