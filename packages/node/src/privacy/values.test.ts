import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type Event, type VigilOptions } from '../index';

/** What leaves of an error with these fields. */
async function sent(
  message: string,
  fields: object = {},
  options: VigilOptions = {},
): Promise<{ value: string; fields: unknown; event: Event }> {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, includeServerName: false, ...options });
  const error = Object.assign(new Error(message), fields);
  error.stack = `Error: ${message}\n    at run (/srv/app.js:1:1)`;
  client.captureException(error);
  await client.flush();
  const [event] = kit.events() as [Event];
  return { value: event.exception?.values?.[0]?.value ?? '', fields: event.contexts?.['Error'], event };
}
const textOf = async (message: string, options?: VigilOptions) => (await sent(message, {}, options)).value;
const fieldsOf = async (fields: object, options?: VigilOptions) => (await sent('failed', fields, options)).fields;

describe('rows of databases in errors', () => {
  it.each([
    [
      "insert into `users` (`name`, `password`) values ('Joe O''Neil', 'hunter2') - SQLITE_CONSTRAINT: UNIQUE constraint failed: users.name",
      'insert into `users` (`name`, `password`) values (?, ?) - SQLITE_CONSTRAINT: UNIQUE constraint failed: users.name',
    ],
    [
      `update "users" set "name" = 'Joe' where "id" = 42 - Table 'shop.users' doesn't exist`,
      `update "users" set "name" = ? where "id" = ? - Table 'shop.users' doesn't exist`,
    ],
    [`select a - b from t where c = 'Joe'`, 'select a - b from t where c = ?'],
    [`delete from t where c = 'Joe - the man'`, 'delete from t where c = ?'],
    [
      'Failed query: insert into "u" values ($1, $2)\nparams: Joe,hunter2',
      'Failed query: insert into "u" values ($1, $2)\nparams: [Filtered]',
    ],
    ["Duplicate entry 'Joe' for key 'users.name'", "Duplicate entry '[Filtered]' for key 'users.name'"],
    [
      'E11000 duplicate key error index: name_1 dup key: { name: "Joe" }',
      'E11000 duplicate key error index: name_1 dup key: { [Filtered] }',
    ],
    [`select * from a join b on b.name = 'Joe' - no such table: b`, 'select * from a join b on b.name = ? - no such table: b'],
    [`/* orders */ delete from t where c = 'Joe'`, '/* orders */ delete from t where c = ?'],
    [`call login('Joe', 'hunter2') - PROCEDURE shop.login does not exist`, 'call login(?, ?) - PROCEDURE shop.login does not exist'],
    [`insert into t(a) select 'Joe' union select b`, 'insert into t(a) select ? union select b'],
    ['invalid input syntax for type integer: "Joe"', 'invalid input syntax for type integer: "[Filtered]"'],
    ['invalid input value for enum "Mood": "a "b""', 'invalid input value for enum "Mood": "[Filtered]"'],
    ['date/time field value out of range: "Joe"', 'date/time field value out of range: "[Filtered]"'],
    ['value "99999" is out of range for type smallint', 'value "[Filtered]" is out of range for type smallint'],
    ['malformed array literal: "Joe"', 'malformed array literal: "[Filtered]"'],
    [`syntax error at or near "'Joe'"`, 'syntax error at or near "[Filtered]"'],
    ["Incorrect integer value: 'Joe' for column `a` at row 1", "Incorrect integer value: '[Filtered]' for column `a` at row 1"],
    ["Truncated incorrect DOUBLE value: 'Joe'", "Truncated incorrect DOUBLE value: '[Filtered]'"],
    [
      "check the manual for the right syntax to use near 'wher name = 'Joe' and a = 5' at line 1",
      "check the manual for the right syntax to use near 'wher name = ? and a = ?' at line 1",
    ],
    [
      "Conversion failed when converting the nvarchar value 'Joe' to data type int.",
      "Conversion failed when converting the nvarchar value '[Filtered]' to data type int.",
    ],
    ["Failed to parse number 'Joe' in $convert with no onError", "Failed to parse number '[Filtered]' in $convert with no onError"],
    [
      'not authorized on shop to execute command { insert: "users", documents: [ { name: "Joe" } ] }',
      'not authorized on shop to execute command { [Filtered] }',
    ],
    [`No document found for query "{ name: 'Joe' }" on model "User"`, 'No document found for query "[Filtered]" on model "User"'],
    [
      'Could not find any entity of type "user" matching: {\n    "where": { "name": "Joe" }\n}',
      'Could not find any entity of type "user" matching: [Filtered]',
    ],
    [
      '\nInvalid `prisma.users.create()` invocation:\n\n{\n  data: {\n    name: "Joe \\"x\\"",\n    age: 42,\n    at: new Date("2020"),\n    in: [\n      7,\n      "Joe"\n    ]\n  }\n}\n\nArgument `age`: Invalid value provided.',
      '\nInvalid `prisma.users.create()` invocation:\n\n{\n  data: {\n    name: [Filtered],\n    age: [Filtered],\n    at: new Date([Filtered]),\n    in: [\n      [Filtered],\n      [Filtered]\n    ]\n  }\n}\n\nArgument `age`: Invalid value provided.',
    ],
    [
      "ERR unknown command 'NOPE', with args beginning with: 'Joe' 'a' ",
      "ERR unknown command 'NOPE', with args beginning with: [Filtered]",
    ],
    ['Violation of UNIQUE KEY. The duplicate key value is (Joe).', 'Violation of UNIQUE KEY. The duplicate key value is ([Filtered]).'],
  ])('do not leave: %s', async (message, expected) => {
    expect(await textOf(message)).toBe(expected);
    expect(await textOf(message, { dataCollection: { databaseQueryData: true } })).toBe(message);
  });

  it('do not leave in the fields of the errors of drivers', async () => {
    const of = {
      pg: { detail: 'Key (name, town)=(Joe, Rome) already exists.', code: '23505' },
      check: { detail: 'Failing row contains (1, Joe, hunter2, null).' },
      mysql2: { sql: "INSERT INTO users SET name = 'Joe'", sqlMessage: "Duplicate entry 'Joe' for key 'x'" },
      typeorm: { query: 'INSERT INTO users VALUES (?, ?)', parameters: ['Joe', 'hunter2'] },
      mongodb: { keyPattern: { name: 1 }, keyValue: { name: 'Joe' } },
      redis: { command: { name: 'hello', args: ['3', 'AUTH', 'app', 'hunter2'] } },
    };
    expect(await fieldsOf(of)).toEqual({
      pg: { detail: 'Key (name, town)=([Filtered]) already exists.', code: '23505' },
      check: { detail: 'Failing row contains ([Filtered])' },
      mysql2: { sql: 'INSERT INTO users SET name = ?', sqlMessage: "Duplicate entry '[Filtered]' for key 'x'" },
      typeorm: { query: 'INSERT INTO users VALUES (?, ?)', parameters: '[Filtered]' },
      mongodb: { keyPattern: { name: 1 }, keyValue: '[Filtered]' },
      redis: { command: { name: 'hello', args: '[Filtered]' } },
    });
    const { redis, ...rest } = of;
    expect(await fieldsOf(rest, { dataCollection: { databaseQueryData: true } })).toEqual(rest);
  });

  it('do not leave in what else drivers and mappers tell', async () => {
    const of = {
      exclusion: { detail: 'Key (during)=([2,3)) conflicts with existing key (during)=([1,5)).' },
      json: {
        detail: 'Token "Joe" is invalid.',
        where: `JSON data, line 1: {"name": Joe...\nunnamed portal parameter $1 = '{"name": Joe}'`,
      },
      where: { where: `unnamed portal with parameters: $1 = 'Joe', $2 = 'hunter2'` },
      copy: { where: 'COPY users, line 3, column age: "Joe"' },
      body: { where: `SQL statement "insert into t values ('Joe')"\nPL/pgSQL function f() line 1 at EXECUTE` },
      inner: { severity: 'ERROR', internalQuery: `selec a from b where c = 'Joe'` },
      unread: { sql: `set @a = 'Joe'`, sqlMessage: 'Unknown system variable' },
      typeorm: { query: `select login('Joe')`, driverError: { code: 1 } },
      missing: { entityClass: 'user', criteria: { where: { name: 'Joe' } } },
      sequelize: { parent: { code: '23505' }, fields: { name: 'Joe' } },
      item: { validatorKey: 'not_unique', path: 'name', value: 'Joe', instance: { name: 'Joe' } },
      bulk: { writeErrors: [{ code: 11000, index: 0, errmsg: 'E11000', op: { name: 'Joe' } }] },
      schema: { operatorName: 'bsonType', consideredValue: 'Joe' },
      mongoose: { numAffected: 0, filter: { name: 'Joe' }, query: { name: 'Joe' } },
      kysely: { node: { kind: 'SelectQueryNode', where: { value: 'Joe' } } },
      dynamo: { $metadata: {}, Item: { name: { S: 'Joe' } } },
    };
    const sequelize = Object.assign(new Error('failed'), { name: 'SequelizeBulkRecordError', record: { name: 'Joe' } });
    const fields = await fieldsOf({ ...of, sequelize: [of.sequelize, sequelize] });
    expect(JSON.stringify(fields)).not.toMatch(/Joe|hunter2|1,5/);
    expect(fields).toMatchObject({
      body: { where: 'SQL statement "insert into t values (?)"\nPL/pgSQL function f() line 1 at EXECUTE' },
      inner: { internalQuery: 'selec a from b where c = ?' },
      unread: { sql: 'set @a = ?', sqlMessage: 'Unknown system variable' },
      typeorm: { query: 'select login(?)' },
      copy: { where: 'COPY users, line 3, column age: [Filtered]' },
      bulk: { writeErrors: [{ code: 11000, index: 0, errmsg: 'E11000', op: '[Filtered]' }] },
    });
    expect(await fieldsOf(of, { dataCollection: { databaseQueryData: true } })).toEqual(of);
  });

  it('do not leave behind what a console says before them', async () => {
    for (const [text, clean] of [
      [`failed SqliteError: insert into a values ('Joe') - no`, 'failed SqliteError: insert into a values (?) - no'],
      ['failed Error: Failed query: select $1\nparams: Joe', 'failed Error: Failed query: select $1\nparams: [Filtered]'],
    ] as const)
      expect(await textOf(text)).toBe(clean);
  });

  it('are not seen in what is no statement', async () => {
    for (const text of [
      'Select 3 of 5 items',
      'update failed 3 times',
      'with 2 arguments',
      "Can't insert coin 5 into slot",
      'Key (a) is 5',
      'call failed (5)',
      'near "the end": out of range',
      "Incorrect value: 'a'",
      'Select a seat from row 5',
      'Token "(" expected',
    ]) {
      expect(await textOf(text)).toBe(text);
    }
    const fields = {
      parameters: ['a'],
      args: ['b'],
      tool: { name: 'search', args: ['c'] },
      keyValue: { a: 1 },
      fields: { a: 1 },
      op: 5,
      Item: 'a',
      node: { kind: 'x' },
    };
    expect(await fieldsOf(fields)).toEqual(fields);
  });
});

describe('values that errors of validation repeat', () => {
  it.each([
    ['Path `password` (`hunter2`, length 7) is shorter than 8.', 'Path `password` ([Filtered], length 7) is shorter than 8.'],
    ['Path `user.pin` (4711) is more than 999.', 'Path `user.pin` ([Filtered]) is more than 999.'],
    ['Path `apiKey` is invalid (a b).', 'Path `apiKey` is invalid ([Filtered]).'],
    ['"password" with value "hun ter" fails to match', '"password" with value [Filtered] fails to match'],
    ['["password"]\n   └─ Expected number, actual "hun"ter"', '["password"]\n   └─ Expected number, actual [Filtered]'],
    ['Cast failed for value "47x" (type string) at path "pin"', 'Cast failed for value [Filtered] (type string) at path "pin"'],
  ])('do not leave where their key is a secret: %s', async (message, expected) => {
    expect(await textOf(message)).toBe(expected);
    const harmless = message.replace(/password|user\.pin|apiKey|pin/, 'age');
    expect(await textOf(harmless)).toBe(harmless);
  });

  it('do not leave beside the name that says what they are', async () => {
    const named = (name: unknown, value: unknown) => [
      { path: name, value },
      { property: name, value, kind: 'x' },
      { name, value },
      { key: name, originalValue: value },
    ];
    const secrets = [...named('password', 'hunter2'), { path: ['user', 'pin'], value: 4711 }];
    const kept = [
      ...named('age', 'old'),
      { path: ['user', 'password', 'length'], value: 'x' },
      { name: 'token', value: 5 },
      { value: 'x' },
    ];
    const { list } = (await fieldsOf({ list: [...secrets, ...kept] })) as { list: object[] };
    expect(JSON.stringify(list.slice(0, 5))).not.toMatch(/hunter2|4711/);
    expect(list.slice(5)).toEqual(kept);
  });
});

it.each(['card%5Bcvc%5D=1a', 'https://a.example/x?a=b&user%5bpassword%5d=hunter2', 'card%5Bdata%5D%5Bcvc%5D=123&a=b'])(
  'brackets that a form encoded hide no secret key: %s',
  async text => {
    expect(await textOf(text)).toContain('=[Filtered]');
    expect(await textOf(text)).not.toMatch(/1a|hunter2|123/);
  },
);

describe('credentials in what tools say', () => {
  it.each([
    ['Invalid URL: postgres://app:hun/ter2@db:5432/shop', 'hun/ter2'],
    ['Command failed: curl -u joe:hunter2 https://a.example', 'hunter2'],
    ['Command failed: curl --user "joe:hunter2" https://a.example', 'hunter2'],
    ['Command failed: mysqldump -h db -u root -phunter2 shop > x.sql', 'hunter2'],
    ['Command failed: redis-cli -h db -a hunter2 ping', 'hunter2'],
    ["Command failed: sshpass -p 'hunter2' ssh a", 'hunter2'],
    ['POST / HTTP/1.1\r\nX-Vault-Token: letters\r\nHost: a\r\n', 'letters'],
    ['<soap:Envelope><wsse:Password Type="text">letters</wsse:Password>', 'letters'],
    ['<password><![CDATA[letters]]></password>', 'letters'],
    ['hash $2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy is none', 'N9qo8uLOickgx2ZMRZoMye'],
    ['No such payment_intent: pi_3MtwBwLkdIwHu7ix28a3tqPa_secret_YrKJUKribcBjcG8HVhfZ', 'YrKJUKribcBjcG8HVhfZ'],
  ])('do not leave: %s', async (message, secret) => {
    expect(await textOf(message)).toContain('[Filtered]');
    expect(await textOf(message)).not.toContain(secret);
  });

  it.each([
    'https://host.example:8080/node_modules/@scope/x.js',
    'file://C:/app/node_modules/@scope/x.js',
    'docker run -u 1000:1000 image',
    'sort --user a',
    'Command failed: mysql -u root -P 3306 -p shop',
    'mkdir -p /srv/mysql -a',
    'Host: a.example\r\nAccept: */*\r\n',
    '<Item type="password">kept</Item>',
  ])('harmless ones leave as they are: %s', async message => {
    expect(await textOf(message)).toBe(message);
  });
});

it('a card that is a number does not leave, a number that is none does', async () => {
  const numbers = { card: { number: 4111111111111111 }, at: 1700000000000, id: 4111111111111112, size: 5.5e12 };
  expect(await fieldsOf(numbers)).toEqual({ ...numbers, card: { number: '[Filtered]' } });
  expect(await fieldsOf(numbers, { scrub: { detectors: { card: false } } })).toEqual(numbers);
});

it('values of queries do not leave wherever in a text a path stands', async () => {
  const texts = ['GET /reset?code=abc&page=2 500', 'No route matches "/cb?code=abc"', '?code=abc', 'POST /x?code=abc HTTP/1.1'];
  for (const text of texts) expect(await textOf(text)).not.toMatch(/abc|page=2/);
});
