export type DetectorName = 'jwt' | 'card' | 'privateKey' | 'token' | 'urlUserInfo' | 'email' | 'iban' | 'phone' | 'ip';

/** What the last gate takes out of every event, beyond or short of the defaults. */
export interface ScrubOptions {
  /** More secret keys. Text is matched by words, as the built-in list is; numbers and booleans under these keys are filtered too. */
  keys?: Array<string | RegExp> | undefined;
  /** Whole keys that are never treated as secret, in any spelling of their words. */
  allowKeys?: string[] | undefined;
  /** Places whose value is filtered, whatever it is: `request.data.card.*`, `extra.**.ssn`, `exception.values.0.value`. A bad one is skipped. */
  paths?: string[] | undefined;
  /** Default: jwt, card, privateKey, token, urlUserInfo and email on; iban, phone and ip off. */
  detectors?: Partial<Record<DetectorName, boolean>> | undefined;
  /** Your own patterns, run on the first 16 KB of a string; the match is replaced by `[Filtered]`. */
  values?: Array<{ name: string; pattern: RegExp }> | undefined;
  /** Places whose value is sent as its HMAC-SHA-256, 16 hex. Salt: else `VIGIL_HASH_SALT`; without one the value is removed. */
  hash?: { paths: string[]; salt?: string | undefined } | undefined;
  /** Addresses of clients: removed, /24 and /48, whole. Default: none is collected, one that the application sets stays. */
  ip?: 'none' | 'truncated' | 'full' | undefined;
}
