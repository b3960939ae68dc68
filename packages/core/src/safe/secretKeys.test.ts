import { describe, expect, it } from 'vitest';
import { gate } from './gate';
import { createScrubRules } from './scrub';

const warn = () => undefined;
const rules = createScrubRules(undefined, warn);

// keys whose value is a secret; the value itself has no shape that would give it away
const SECRET_KEYS =
  `password Password PASSWORD userPassword user_password password2 dbpassword passwd pwd passphrase secret clientSecret client_secret
client-secret clientsecret token Token accessToken access_token accesstoken refresh-token refreshTokens id_token auth authorization Authorization
proxy-authorization bearer credential credentials jwt jwtToken cookie Cookie set-cookie setCookie Set-Cookie csrf csrfToken x-csrf-token xsrf
XSRF-TOKEN saml samlResponse sso otp pin userPIN pinCode cvc cvv ssn sid connect.sid session-id sessionId session_id sessionid PHPSESSID
JSESSIONID api-key apiKey apikey api_key API-KEY APIKey x-api-key xapikey access-key accessKey AWS_ACCESS_KEY private-key privateKey
card-number cardNumber creditCardNumber user[password] X-Amz-Security-Token`.split(/\s+/);
const HARMLESS_KEYS =
  `author authored_by authors authenticate monkey keyboard key keys keyName hotkey tokenizer tokenize pinned pinterest pineapple
spin opinion compass passenger passed bypass sidebar side inside secretary cookieless cookies session sessions sessionCount ssoma jwtless
notAuthored credits card cards number accessed private privateer api apiary secretion cvcs_x`.split(/\s+/);

describe('secret keys', () => {
  it('are at least sixty kinds, and harmless ones forty', () => {
    expect(SECRET_KEYS.length).toBeGreaterThanOrEqual(60);
    expect(HARMLESS_KEYS.length).toBeGreaterThanOrEqual(40);
  });

  it.each(SECRET_KEYS)('%s is secret everywhere', key => {
    expect(rules.isSecretKey(key)).toBe(true);
    const bag = { [key]: 'canary', deep: [{ [key]: { inner: 'canary' } }], map: new Map([[key, 'canary']]), pairs: [[key, 'canary']] };
    const { json, event } = gate(
      {
        extra: bag,
        contexts: { state: bag },
        user: bag,
        tags: { [key]: 'canary' },
        breadcrumbs: [{ data: bag }],
        request: { data: bag, headers: { [key]: 'canary' }, cookies: { [key]: 'canary' }, query_string: [[key, 'canary']] },
        exception: { values: [{ mechanism: { type: 'x', data: bag }, stacktrace: { frames: [{ vars: bag }] } }] },
      },
      rules,
    );
    expect(json).not.toContain('canary');
    expect(event.extra?.[key]).toBe('[Filtered]');
  });

  it.each(HARMLESS_KEYS)('%s is not', key => {
    expect(rules.isSecretKey(key)).toBe(false);
    expect(gate({ extra: { [key]: 'kept' } }, rules).event.extra).toEqual({ [key]: 'kept' });
  });

  it('leave numbers and booleans, except where a number is the secret', () => {
    const { extra } = gate(
      {
        extra: {
          token: 5,
          max_tokens: 4096,
          auth: true,
          sid: false,
          password: null,
          pin: 1234,
          cvc: 123,
          cvv: 1,
          otp: 1,
          ssn: 1,
          cardNumber: 1,
          isPin: true,
        },
      },
      rules,
    ).event;
    expect(extra).toEqual({
      token: 5,
      max_tokens: 4096,
      auth: true,
      sid: false,
      password: null,
      ...Object.fromEntries('pin cvc cvv otp ssn cardNumber isPin'.split(' ').map(key => [key, '[Filtered]'])),
    });
  });

  it('can be added by words or pattern, also for numbers, and excepted by whole key', () => {
    const own = createScrubRules({ keys: ['customerCode', /^x-own-/g, 'iq'], allowKeys: ['auth', 'session-id'] }, warn);
    for (const key of ['customer_code', 'CustomerCode', 'my-customer.code', 'x-own-1', 'x-own-1', 'iq'])
      expect(own.isSecretKey(key, 1)).toBe(true);
    for (const key of ['customercodes', 'my-x-own-', 'unique', 'auth', 'AUTH', 'sessionId', 'session_id'])
      expect(own.isSecretKey(key)).toBe(false);
    expect(own.isSecretKey('authToken')).toBe(true);
    expect(own.isSecretKey('auth_code')).toBe(true);
  });

  it('do not take the fields of an error for the name of its class', () => {
    const fields = { code: 'expired', token: 'canary' };
    const clean = { code: 'expired', token: '[Filtered]' };
    const classes = ['TokenExpiredError', 'AuthApiError', 'AuthApiError 2', 'CookieException', 'InvalidPinError'];
    const contexts = Object.fromEntries(classes.map(name => [name, fields]));
    expect(gate({ contexts }, rules).event.contexts).toEqual(Object.fromEntries(classes.map(name => [name, clean])));
    const others = { contexts: { auth: fields, AuthError: 'canary' as never }, extra: { AuthError: fields } };
    expect(gate(others, rules).event).toEqual({
      ...others,
      contexts: { auth: '[Filtered]', AuthError: '[Filtered]' },
      extra: { AuthError: '[Filtered]' },
      _meta: expect.anything(),
    });
    const own = createScrubRules({ keys: ['AuthApiError'] }, warn);
    expect(gate({ contexts: { AuthApiError: fields } }, own).event.contexts).toEqual({ AuthApiError: '[Filtered]' });
  });

  it('stay right however many keys pass', () => {
    for (let i = 0; i < 5000; i++) rules.isSecretKey(`id${i}`);
    expect(rules.isSecretKey('password')).toBe(true);
    expect(rules.isSecretKey('id7')).toBe(false);
  });
});
