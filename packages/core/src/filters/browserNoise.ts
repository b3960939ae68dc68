/**
 * What browsers, their extensions and in-app web views throw into pages that are not to blame: patterns for `ignoreErrors`. Data alone;
 * no client goes by it unless told so.
 */
export const browserNoise: Array<string | RegExp> = [
  // a script of another origin, of which the browser tells nothing
  /^Script error\.?$/,
  /^Javascript error: Script error\.? on line 0$/,
  // a notification that is delivered with the next frame
  /^ResizeObserver loop completed with undelivered notifications\.?$/,
  /^ResizeObserver loop limit exceeded$/,
  // advertisement and analytics scripts
  /^Cannot redefine property: googletag$/,
  /^undefined is not an object \(evaluating 'a\.[A-Z]'\)$/,
  "vv().getRestrictions is not a function. (In 'vv().getRestrictions(1,a)', 'vv().getRestrictions' is undefined)",
  // the search apps and the autofill of iOS
  /^Can't find variable: gmo$/,
  "Can't find variable: _AutofillCallbackHandler",
  // wallets
  'can\'t redefine non-configurable property "solana"',
  // link scanners of mail programs
  /^Non-Error promise rejection captured with value: Object Not Found Matching Id:\d+, MethodName:simulateEvent, ParamCount:\d+$/,
  // web views of Android
  /^Java exception was raised during method invocation$/,
];
