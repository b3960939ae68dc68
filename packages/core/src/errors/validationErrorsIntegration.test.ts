import { createTestkit } from '@vigil/testkit';
import { Ajv } from 'ajv';
import { IsEmail, ValidateNested, validateOrReject } from 'class-validator';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createClient, validationErrorsIntegration } from '../index';

const SECRET = 'what ann typed';

/** What is thrown, and what then leaves. */
async function leaves(thrown: unknown, limit?: number) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, integrations: [validationErrorsIntegration(limit === undefined ? {} : { limit })] });
  await client.outcome(client.captureException(thrown));
  const [event] = kit.events();
  const { type, value } = event!.exception!.values!.at(-1)!;
  return { title: `${type}: ${value}`, issues: event!.extra?.['validation.issues'], text: JSON.stringify(event) };
}
const thrownBy = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    return error;
  }
};

class Address {
  email = SECRET;
}
IsEmail()(Address.prototype, 'email');
class Order {
  name = SECRET;
  addresses = [new Address(), new Address()];
}
IsEmail()(Order.prototype, 'name');
ValidateNested({ each: true })(Order.prototype, 'addresses');

const ajvSchema = {
  $async: true,
  type: 'object',
  required: ['id'],
  properties: { tags: { type: 'array', items: { type: 'number' } }, 'a/b': { const: 1 } },
};
const libraries: Array<[library: string, thrown: () => unknown, title: string, issues: unknown]> = [
  [
    'zod',
    () => thrownBy(() => z.object({ age: z.number(), list: z.array(z.number()) }).parse({ age: SECRET, list: [1, SECRET] })),
    'ZodError: Failed to validate keys: age, list.<array>',
    [
      { path: 'age', rule: 'invalid_type' },
      { path: 'list.1', rule: 'invalid_type' },
    ],
  ],
  [
    'valibot',
    () => thrownBy(() => v.parse(v.object({ user: v.object({ email: v.pipe(v.string(), v.email()) }) }), { user: { email: SECRET } })),
    'ValiError: Failed to validate keys: user.email',
    [{ path: 'user.email', rule: 'email' }],
  ],
  [
    'ajv',
    () =>
      (new Ajv({ allErrors: true, verbose: true }).compile(ajvSchema)({ tags: [SECRET], 'a/b': SECRET }) as Promise<unknown>).catch(e => e),
    'ValidationError: Failed to validate keys: a/b, id, tags.<array>',
    [
      { path: 'id', rule: 'required' },
      { path: 'tags.0', rule: 'type' },
      { path: 'a/b', rule: 'const' },
    ],
  ],
  [
    'class-validator',
    () => validateOrReject(new Order()).catch(errors => errors),
    'ValidationError: Failed to validate keys: addresses.<array>.email, name',
    [
      { path: 'name', rule: 'isEmail' },
      { path: 'addresses.0.email', rule: 'isEmail' },
      { path: 'addresses.1.email', rule: 'isEmail' },
    ],
  ],
];

describe('validationErrorsIntegration', () => {
  it.each(libraries)(
    '%s: the keys that failed are the title, path and rule are kept, no value leaves',
    async (_library, thrown, title, issues) => {
      const sent = await leaves(await thrown());
      expect([sent.title, sent.issues]).toEqual([title, issues]);
      expect(sent.text).not.toContain(SECRET);
    },
  );

  it('keeps as many issues as its limit, and names all keys', async () => {
    const error = Object.assign(new Error('bad'), {
      validation: ['/a', '/b', '/c'].map(instancePath => ({ instancePath, keyword: 'type' })),
      statusCode: 400,
    });
    const sent = await leaves(error, 1);
    expect([sent.title, sent.issues]).toEqual(['Error: Failed to validate keys: a, b, c', [{ path: 'a', rule: 'type' }]]);
    expect(sent.text).toContain('"statusCode":400');
  });

  it.each([
    new Error('x'),
    Object.assign(new Error('x'), { issues: [{ path: ['a'] }], errors: [{ path: 'a' }, new Error('y')] }),
    Object.assign(new Error('x'), { name: 'ValiError', issues: 7, errors: 'none' }),
    new AggregateError([new Error('inner')], 'x'),
  ])('leaves %s alone', async error => {
    const sent = await leaves(error);
    expect([sent.title.endsWith(': x'), sent.issues]).toEqual([true, undefined]);
  });

  it('comes to an end on a list that holds itself', async () => {
    const circle: Record<string, unknown> = { property: 'a', constraints: { isInt: 'no' } };
    circle['children'] = Array(50).fill(circle);
    expect((await leaves([circle])).issues).toHaveLength(10);
  });
});
