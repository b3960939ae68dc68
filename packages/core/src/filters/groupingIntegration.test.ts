import { createTestkit } from '@vigil/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  captureMessage,
  close,
  createClient,
  type EventHint,
  explainWarnings,
  fmt,
  groupingIntegration,
  init,
  parameterize,
  type VigilOptions,
} from '../index';

class PaymentError extends Error {}

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  const said: string[] = [];
  const logger = { warn: (line: unknown) => void said.push(String(line)) };
  const client = createClient({ ...kit.options, integrations: [groupingIntegration()], logger, ...options });
  return { kit, client, said };
}
async function fingerprintOf(options: VigilOptions, error: unknown = new PaymentError('card 42 refused'), hint?: EventHint) {
  const { kit, client } = start(options);
  await client.outcome(client.captureException(error, hint));
  return kit.events()[0]?.fingerprint;
}

describe('fingerprintRules', () => {
  it.each<[string, NonNullable<VigilOptions['fingerprintRules']>[number]['when'], boolean]>([
    ['equal type', { type: 'PaymentError' }, true],
    ['part of a type', { type: 'Payment' }, false],
    ['RegExp on the message', { message: /refused$/g }, true],
    ['file of the top in-app frame', { file: /groupingIntegration\.test/ }, true],
    ['another file', { file: 'elsewhere.ts' }, false],
    ['a tag', { tags: { tenant: 't1' } }, true],
    ['a tag that is not there', { tags: { region: /./ } }, false],
    ['all must match', { type: 'PaymentError', tags: { tenant: 't2' } }, false],
    ['no condition', {}, true],
  ])('match by %s', async (_what, when, hits) => {
    const options = { fingerprintRules: [{ when, fingerprint: ['ruled', '{{ type }}'] }], initialScope: { tags: { tenant: 't1' } } };
    expect(await fingerprintOf(options)).toEqual(hits ? ['ruled', 'PaymentError'] : undefined);
  });

  it('the first that matches decides', async () => {
    const fingerprintRules = [
      { when: { type: 'Other' }, fingerprint: ['a'] },
      { when: { type: 'PaymentError' }, fingerprint: ['b'] },
      { when: {}, fingerprint: ['c'] },
    ];
    expect(await fingerprintOf({ fingerprintRules })).toEqual(['b']);
  });

  it('fill placeholders, within a text too; what is the server’s stays', async () => {
    const fingerprint = [
      '{{ default }}',
      'db-{{type}}',
      '{{ message }}',
      '{{ tags.tenant }}',
      '{{ tags.none }}',
      '{{ function }}',
      '{{ other }}',
    ];
    function refuse() {
      return new PaymentError('no');
    }
    expect(
      await fingerprintOf({ fingerprintRules: [{ when: {}, fingerprint }], initialScope: { tags: { tenant: 't1' } } }, refuse()),
    ).toEqual(['{{ default }}', 'db-PaymentError', 'no', 't1', '<no-tags.none>', 'refuse', '{{ other }}']);
  });

  it('come after beforeSend, capture context, scope and error.fingerprint', async () => {
    const fingerprintRules = [{ when: {}, fingerprint: ['rule'] }];
    const own = () => Object.assign(new PaymentError('x'), { fingerprint: ['own'] });
    expect(await fingerprintOf({ fingerprintRules }, own())).toEqual(['own']);
    expect(await fingerprintOf({ fingerprintRules, initialScope: { fingerprint: ['scope'] } }, new Error('x'))).toEqual(['scope']);
    expect(await fingerprintOf({ fingerprintRules }, own(), { captureContext: { fingerprint: ['context'] } })).toEqual(['context']);
    const beforeSend: VigilOptions['beforeSend'] = event => ({ ...event, fingerprint: [...(event.fingerprint ?? []), 'hook'] });
    expect(await fingerprintOf({ fingerprintRules, beforeSend })).toEqual(['rule', 'hook']);
  });

  it('warn of one issue for every error of a base class', () => {
    explainWarnings();
    const { said } = start({
      fingerprintRules: [
        { when: { type: 'Error' }, fingerprint: ['all'] },
        { when: { type: 'TypeError' }, fingerprint: ['{{ default }}', 'mine'] },
        { when: { type: 'Error', message: /x/ }, fingerprint: ['some'] },
        { when: { type: 'PaymentError' }, fingerprint: ['payments'] },
      ],
    });
    expect(said).toEqual([expect.stringMatching(/^\[vigil\] V014 fingerprintRules\[0\] .*placeholder/)]);
  });

  it('a rule that cannot be read warns and is skipped', async () => {
    const bad = [null, { when: {} }, { when: 1, fingerprint: ['x'] }, { when: {}, fingerprint: [7] }];
    const fingerprintRules = [...bad, { when: {}, fingerprint: ['good'] }] as never;
    const { kit, client, said } = start({ fingerprintRules });
    await client.outcome(client.captureException(new Error('x')));
    expect(said.filter(line => line.includes('V011'))).toHaveLength(4);
    expect(kit.events()[0]?.fingerprint).toEqual(['good']);
  });
});

describe('groupingDiscriminator', () => {
  it('is added to the default, and to fingerprints that hold it', async () => {
    expect(await fingerprintOf({ groupingDiscriminator: 'eu' })).toEqual(['{{ default }}', 'eu']);
    const fingerprint = ['{{default}}', 'mine'];
    expect(await fingerprintOf({ groupingDiscriminator: 'eu', initialScope: { fingerprint } })).toEqual([...fingerprint, 'eu']);
    expect(await fingerprintOf({ groupingDiscriminator: 'eu', initialScope: { fingerprint: ['mine'] } })).toEqual(['mine']);
  });

  it('may be a function; nothing and a throw change nothing', async () => {
    const by = (event: { tags?: Record<string, unknown> }, hint: EventHint) =>
      `${event.tags?.['tenant']}/${hint.originalException instanceof Error}`;
    expect(await fingerprintOf({ groupingDiscriminator: by, initialScope: { tags: { tenant: 't1' } } })).toEqual([
      '{{ default }}',
      't1/true',
    ]);
    expect(await fingerprintOf({ groupingDiscriminator: () => undefined })).toBeUndefined();
    const throws = () => {
      throw new Error('mine');
    };
    expect(await fingerprintOf({ groupingDiscriminator: throws })).toBeUndefined();
  });
});

describe('parameterize', () => {
  it('takes what JavaScript reads as no escape, and lists that are no template', () => {
    expect(fmt`C:\users ${'ann'}`).toBe('C:\\users ann');
    expect([['a', 1], [Symbol('a')], []].map(each => fmt(each as never))).toEqual(['a,1', '', '']);
  });

  it('reports template and values apart, whatever way the text takes', async () => {
    const kit = createTestkit();
    const client = init({ ...kit.options, integrations: [groupingIntegration()] });
    captureMessage(fmt`user ${7} lost 100% of ${'x'}`);
    client.captureMessage(parameterize('order 1234 of ann@example.test not found'));
    captureMessage('plain');
    await client.flush();
    await close();
    expect(kit.events().map(({ message, logentry }) => message ?? logentry)).toEqual([
      { message: 'user %s lost 100%% of %s', params: [7, 'x'], formatted: 'user 7 lost 100% of x' },
      { message: 'order %s of %s not found', params: ['1234', expect.any(String)], formatted: expect.stringContaining('order 1234') },
      'plain',
    ]);
  });

  it('takes ids out of a text and leaves words that hold a digit', async () => {
    const { kit, client } = start();
    client.captureMessage(parameterize('utf8 of 0xFF, 3.5 and deadbeef01 for 123e4567-e89b-12d3-a456-426614174000 in v2'));
    await client.flush();
    expect(kit.events()[0]?.logentry).toMatchObject({ message: 'utf8 of %s, %s and %s for %s in v2' });
  });

  it('answers the text itself, of any template and length', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), text => parameterize(text) === text && fmt`a${text}b` === `a${text}b`));
    const long = `${'a'.repeat(200_000)}${'a.b-c+'.repeat(50_000)}`;
    expect(parameterize(long)).toBe(long);
  });
});
