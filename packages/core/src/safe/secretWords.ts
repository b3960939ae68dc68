/** Secret even as a number: a PIN of four digits is one. */
const STRICT = /[^a-z](?:otp|pin|cv[cv]|ssn|card.?number)[^a-z]/;
/** The longer words count at the end of a joined word too (`dbpassword`, `accesstoken`); the short ones would hit `monkey` and `author`. */
const SECRET =
  /[^a-z](?:[a-z]*(?:passw(?:or)?d|secret|token)s?|pwd|passphrase|auth(?:orization)?|bearer|credentials?|jwt|(?:set)?cookie|[cx]srf|saml|sso|sid|(?:php|j)?sess(?:ion)?.?id|x?(?:api|access|private).?keys?)[^a-z]/;

/** `userPINCode`, `USER-pin.code` and `user[pin]code` are all `_user_pin_code_`. */
export function spell(key: string): string {
  return `_${key}_`
    .replace(/([a-z\d])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4')
    .toLowerCase()
    .replace(/[-_.\s[\]?=]+/g, '_');
}

/** 0: harmless; 1: the value is a secret unless it is a number or a boolean; 2: a secret whatever it is. */
export function secrecy(spelled: string): number {
  return STRICT.test(spelled) ? 2 : +SECRET.test(spelled);
}
