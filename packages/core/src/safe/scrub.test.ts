import { describe, expect, it } from 'vitest';
import type { Event } from '../wire/event';
import { gate } from './gate';
import { createScrubRules } from './scrub';
import type { ScrubOptions } from './scrubOptions';

const warn = () => undefined;
const rules = createScrubRules(undefined, warn);
const clean = (text: string, options?: ScrubOptions) => createScrubRules(options, warn).cleanText(text);

const JWT = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';
const BODY = 'MIIEpAIBAAKCAQEAx7Xn5vJ8kTq2';

// texts that hold a secret whatever the key: [text, the part that must not survive]
const SECRET_TEXTS: Array<[text: string, secret: string]> = [
  [JWT, 'eyJzdWIi'],
  [`token was ${JWT}, sorry`, 'dozjgNry'],
  [JWT.slice(0, 30), 'eyJhbGci'],
  ['Authorization: Bearer abc123def456', 'abc123def456'],
  ['bearer QWxhZGRpbjpvcGVu', 'QWxhZGRpbjpvcGVu'],
  ['sent Basic dXNlcjpwYXNz to it', 'dXNlcjpwYXNz'],
  ['Basic YWxhZGRpbjpvcGVuc2VzYW1l', 'YWxhZGRpbjpv'],
  ['sk_live_4eC39HqLyjWDarjtT1zdp7dc', '4eC39HqLyjWD'],
  ['key=rk_test_4eC39HqLyjWDarjtT1zdp7dc', '4eC39HqLyjWD'],
  ['sk-proj-abcdefghijklmnopqrstuv0123', 'abcdefghijkl'],
  ['sk-abcdefghijklmnopqrst0123', 'abcdefghijklmnop'],
  ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', '16C7e42F292c'],
  ['github_pat_11ABCDEFG0abcdefghijkl', '11ABCDEFG0'],
  ['(gho_16C7e42F292c6912E7710c838347)', '16C7e42F'],
  ['glpat-abcdefghij0123456789', 'abcdefghij01'],
  ['xoxb-123456789012-abcdefGHIJ', '123456789012'],
  ['xoxp-123456789012-abcdefGHIJ', '123456789012'],
  ['AKIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
  ['ASIAIOSFODNN7EXAMPLE', 'IOSFODNN7'],
  ['AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe', 'SyDaGmWKa4'],
  ['npm_abcdefghijklmnopqrstuvwxyz0123456789', 'abcdefghijkl'],
  ['whsec_abcdefghijklmnopqrstuvwxyz', 'abcdefghijkl'],
  ['4111111111111111', '4111111111111111'],
  ['paid with 4111 1111 1111 1111 today', '1111 1111'],
  ['5500-0000-0000-0004', '0000-0004'],
  ['amex 378282246310005', '378282246310005'],
  ['3782 822463 10005', '822463'],
  ['6011111111111117.', '6011111111111117'],
  [`-----BEGIN RSA PRIVATE KEY-----\n${BODY}\n-----END RSA PRIVATE KEY-----`, BODY],
  [`x -----BEGIN PRIVATE KEY-----\n${BODY}`, BODY],
  [`-----BEGIN OPENSSH PRIVATE KEY-----\\n${BODY}\\n-----END OPENSSH PRIVATE KEY-----`, BODY],
  [`-----BEGIN PGP PRIVATE KEY BLOCK-----\n${BODY}\n-----END PGP PRIVATE KEY BLOCK-----`, BODY],
  ['https://joe:hunter2@host.example/path', 'hunter2'],
  ['cannot reach postgres://app:hunter2@db:5432/x', 'hunter2'],
  ['redis://:hunter2@cache:6379', 'hunter2'],
  ['mongodb+srv://app:hun@ter2@cluster0.x/db', 'ter2'],
  ['https://ghtoken99@github.example/x.git', 'ghtoken99'],
  ['write to joe.doe+tag@example.co.uk', 'joe.doe'],
  ['joe@example.com', 'joe@'],
  ['<joe_doe@163.com>', 'joe_doe'],
  ['https://a.b/c?token=hunter2', 'hunter2'],
  ['GET https://a.b/c?name=hunter2 failed', 'hunter2'],
  ['/reset?code=hunter2', 'hunter2'],
  ['https://a.b/cb#access_token=hunter2&state=1', 'hunter2'],
  ['user=joe&password=hunter2&x=1', 'hunter2'],
  ['password=hunter2', 'hunter2'],
  ['pin=4711&x=1', '4711'],
  ['user[password]=hunter2', 'hunter2'],
  ['user%5Bpassword%5D=hunter2', 'hunter2'],
  ['sid=hunter2; theme=dark', 'hunter2'],
  ['theme=dark; connect.sid=hunter2', 'hunter2'],
  ['Server=db;Password=hun?ter2;', 'ter2'],
  ['run --api-key=hunter2 --x', 'hunter2'],
  ['next=https://a.b/c?token=hunter2', 'hunter2'],
  ['{"password":"hunter2"}', 'hunter2'],
  ['{"a":[{"b":{"apiKey":"hunter2"}}]}', 'hunter2'],
  ['[{"token":{"value":"hunter2"}}]', 'hunter2'],
  ['{"user":"{\\"password\\":\\"hunter2\\"}"}', 'hunter2'],
  [`{"mail":"joe@example.com","id":1}`, 'joe@'],
  ['{"password":"hunter2 and more', 'hunter2'],
  ['{"password":"hun \\"ter2","x":1,}', 'ter2'],
  ['body {"password" : "hunter2"} refused', 'hunter2'],
  ['\\"password\\":\\"hunter2\\"', 'hunter2'],
  ["{ user: 'joe', password: 'hunter2' }", 'hunter2'],
  ['{ apiKey: "hunter2" }', 'hunter2'],
  // pairs and raw headers in JSON whose end is missing
  ['{"rawHeaders":["Host","a.example","Cookie","hunter2","Accept"', 'hunter2'],
  ['{"rawHeaders":["Host","a.example","Cookie","hunt', 'hunt'],
  ['[["x",1],["cookie","hunter2"]', 'hunter2'],
  ['got ["cookie","hunter2"] there', 'hunter2'],
  ['{"body":"{\\"rawHeaders\\":[\\"Cookie\\",\\"hun ter2\\",\\"Accept', 'ter2'],
  ['"[[\\"cookie\\",\\"hunter2\\"]]"', 'hunter2'],
  ['"[[\\"cookie\\",\\"hunter2\\"', 'hunter2'],
  ['{"password":{"first":1,"second":"hunter2"},"x":1', 'hunter2'],
  ['{"passwords":["hunter1","hunter2"],"x":1', 'hunter2'],
  [`{"password":"hunter2","pad":"${'x'.repeat(20_000)}"}`, 'hunter2'],
];
const HARMLESS_TEXTS = [
  'd670460b4b4aece5915caf5c68d12f560a9fe3e4',
  'd670460',
  '123e4567-e89b-42d3-a456-426614174000',
  '41111111-1111-4111-8111-111111111111',
  '1700000000000',
  '1722470400123',
  '1700000000123456789',
  '4111111111111112',
  '4242424242424241 is no card',
  'order 20240115123456',
  'ORD-2024-000123',
  '2024-01-15 2024-01-16',
  '2024-01-15T10:00:00.000Z',
  '1234567890123',
  'lodash@4.17.21',
  'react-dom@18.2.0_react@18.2.0',
  'pkg@1.2.3-beta.next',
  'logo@2x.png',
  '@scope/pkg',
  'https://unpkg.com/@scope/pkg@1.0.0/index.js',
  'Minified React error #418; visit https://react.dev/errors/418?args[]=HTML&args[]= for the full message',
  'Minified React error #130; visit https://reactjs.org/docs/error-decoder.html?invariant=130&args[]=undefined&args[]= for the full message',
  'v20.20.2',
  '1.2.3-rc.1+build.5',
  'Basic authentication is off',
  'Basic JavaScript knowledge',
  'Bearer authentication failed',
  'Basic realm="x"',
  'Unexpected token \'<\', "<!DOCTYPE "... is not valid JSON',
  'Unexpected token u in JSON at position 0',
  'Invalid token',
  'password is required',
  'Missing credentials',
  'author=joe&monkey=1',
  'const token = readToken();',
  'if (token === undefined) return;',
  'items.map(token => token.id)',
  'a >= b && c <= d',
  'x == y',
  '{"a":1,"b":[true,null,"text"],"tokenizer":"bpe"}',
  '{ "spaced" :  [1, 2] }',
  '{not json at all "x"}',
  '{"names":["email","address"],"cut":"off',
  'one of "token", "id" or "name"',
  '[object Object]',
  '[info] started "x"',
  'GET /users/42 200 12 ms',
  'https://a.b/c/d.js:10:20',
  'at run (file:///srv/app/index.js:1:2)',
  'C:\\Users\\joe\\file.ts',
  'npm_config_user_agent',
  'npm_package_dependencies_x',
  'div.sk-fading-circle-wrapper > span',
  'task-runner_with_underscores-and-dashes',
  'https://a.b/c?flag',
  'a@b',
  'eyJ short',
  '192.168.0.1',
  '+49 30 1234567',
  'GB82 WEST 1234 5698 7654 32',
  '// a comment = with signs: and "quotes"',
];

const places: Array<[name: string, make: (text: string) => Event]> = [
  ['message', message => ({ message })],
  ['exception value', value => ({ exception: { values: [{ type: 'Error', value }] } })],
  ['breadcrumb message', message => ({ breadcrumbs: [{ message }] })],
  ['breadcrumb data', text => ({ breadcrumbs: [{ data: { arguments: [text], deep: { text } } }] })],
  ['extra', text => ({ extra: { a: { b: [{ c: text }] } } })],
  ['contexts', text => ({ contexts: { state: { text } } })],
  ['trace data', text => ({ contexts: { trace: { trace_id: 'a'.repeat(32), data: { text } } } })],
  ['tags', text => ({ tags: { text } })],
  ['custom user field', text => ({ user: { id: 1, note: text, nested: { email: text } } })],
  ['request body', data => ({ request: { data } })],
  ['request header', text => ({ request: { headers: { 'x-note': text } } })],
  ['frame variable', text => ({ exception: { values: [{ stacktrace: { frames: [{ vars: { local: text } }] } }] } })],
  ['source line', text => ({ exception: { values: [{ stacktrace: { frames: [{ context_line: text, pre_context: [text] }] } }] } })],
  ['Map, Set and error', text => ({ extra: { map: new Map([['k', text]]), set: new Set([text]), error: new Error(text) } })],
  ['toJSON', text => ({ extra: { a: { toJSON: () => ({ text }) } } })],
  ['logentry', text => ({ logentry: { message: text, params: [text] } })],
];

describe('secrets in texts', () => {
  it.each(places)('never survive in a %s', (_name, make) => {
    for (const [text, secret] of SECRET_TEXTS) expect(gate(make(text), rules).json, text).not.toContain(secret);
  });

  it.each(places)('harmless look-alikes survive in a %s', (_name, make) => {
    for (const text of HARMLESS_TEXTS) expect(gate(make(text), rules).json, text).toContain(JSON.stringify(text).slice(1, -1));
  });

  it('are at least forty look-alikes', () => expect(HARMLESS_TEXTS.length).toBeGreaterThanOrEqual(40));

  it.each([
    [`a ${JWT} b`, 'a [Filtered] b'],
    ['Bearer abc123def456 x', 'Bearer [Filtered] x'],
    ['card 4111 1111 1111 1111 and 4111111111111111', 'card [Filtered] and [Filtered]'],
    ['from joe@example.com to ann@example.com', 'from [Filtered] to [Filtered]'],
    ['a=1&password=x&b=2', 'a=1&password=[Filtered]&b=2'],
    ['sid=abc; theme=dark', 'sid=[Filtered]; theme=dark'],
    ['["Host","a","Cookie","x","Accept","*/*"', '["Host","a","Cookie",[Filtered],"Accept","*/*"'],
    ['{"user":"joe","password":"x","n":1}', '{"user":"joe","password":"[Filtered]","n":1}'],
    ['{"list":[{"pin":1234,"token":5}]}', '{"list":[{"pin":"[Filtered]","token":5}]}'],
    ['see https://u:p@a.b/c?d=e now', 'see https://[Filtered]@a.b/c?d=[Filtered] now'],
  ])('only the match goes: %s', (text, expected) => expect(clean(text)).toBe(expected));

  it('detectors can be turned off and on one by one', () => {
    expect(clean('joe@example.com', { detectors: { email: false } })).toBe('joe@example.com');
    expect(clean(JWT, { detectors: { jwt: false } })).toBe(JWT);
    expect(clean('4111111111111111', { detectors: { card: false } })).toBe('4111111111111111');
    expect(clean('sk_live_4eC39HqLyjWDarjtT1zdp7dc', { detectors: { token: false } })).toContain('4eC39');
    expect(clean('ftp://u:p@h', { detectors: { urlUserInfo: false } })).toBe('ftp://u:p@h');
    expect(clean('-----BEGIN PRIVATE KEY-----x', { detectors: { privateKey: false } })).toContain('BEGIN');
    expect(clean('from 192.168.0.1', { detectors: { ip: true } })).toBe('from [Filtered]');
    expect(clean('from 2001:0db8:85a3:0000:0000:8a2e:0370:7334', { detectors: { ip: true } })).toBe('from [Filtered]');
    for (const ip of ['2001:db8::1', 'fe80::', '2001:db8:1::2:3', '1::2'])
      expect(clean(`from ${ip}: no`, { detectors: { ip: true } })).toBe('from [Filtered]: no');
    for (const none of ['at 12:30:45', 'std::vector', 'Foo::Bar', 'add::foo']) expect(clean(none, { detectors: { ip: true } })).toBe(none);
    expect(clean('call +49 30 1234567 now', { detectors: { phone: true } })).toBe('call [Filtered] now');
    expect(clean('pay GB82 WEST 1234 5698 7654 32 now', { detectors: { iban: true } })).toBe('pay [Filtered] now');
  });

  it('own patterns run on every match, whatever their flags', () => {
    for (const pattern of [/cust-\d+/, /cust-\d+/g, /CUST-\d+/iy]) {
      expect(clean('cust-1 and cust-22', { values: [{ name: 'customer', pattern }] })).toBe('[Filtered] and [Filtered]');
    }
  });

  it('tells which rules matched', () => {
    const hits: string[] = [];
    const own = createScrubRules({ values: [{ name: 'customer', pattern: /cust-\d+/ }] }, warn);
    own.cleanText('cust-1 joe@example.com token=x 4111111111111111', rule => hits.push(rule));
    own.cleanText('{"password":"x"}', rule => hits.push(rule));
    expect(hits.sort()).toEqual(['card', 'customer', 'email', 'json', 'key']);
    expect(gate({ message: 'cust-1' }, own).cuts).toEqual([{ path: 'message', rule: '@vigil:customer', action: 'masked' }]);
  });

  it.each([1, 2, 5, 8])('finds a secret in JSON that was made into a text %i times over', times => {
    let text = JSON.stringify({ password: 'CANARY' });
    for (let n = 0; n < times; n++) text = JSON.stringify(text);
    expect(rules.cleanText(text)).not.toContain('CANARY');
  });
});
