import { carrier } from './base/carrier';
import { checkOptions } from './client/checkOptions';

type Text = (key: string, detail?: string) => string;

/** Every warning's text: what is wrong, and the mend. `docs/warnings.md` says more of each. */
export function warningTexts(): Record<string, Text> {
  return {
    V001: key => `${key} is not a DSN (expected https://<key>@<host>/<project>); copy it from your project's settings`,
    V012: (key, near) => `${key} is not an option${near ? `; did you mean ${near}?` : ''}`,
    V003: () => 'init was called again: the first client is closed, the new one is current; call init once',
    V004: key =>
      key === 'integrations'
        ? 'an entry of integrations has no name and is skipped; every integration needs a string `name`'
        : `${key} in integrations is a function, or has no text for a name, and is skipped; call it, as ${key}(), or name it`,
    V005: (key, detail) => `integration ${key} failed in setup and is off (${detail})`,
    V006: (_key, detail) => `transport could not be made, nothing will be sent (${detail})`,
    V007: (key, detail) => `${key} cannot be ${detail ?? 'that'}; the default is used`,
    V010: () => 'scrub: false sends everything as it is, secrets and personal data included',
    V011: (key, takes) =>
      takes ? `${key} cannot be used and is skipped: it takes ${takes}` : `${key} has an entry that is not usable and is skipped`,
    V013: key =>
      `${key} has no effect: it is not in this build; add withRedaction to the platform's extensions, or use @vigil/node, @vigil/fetch or @vigil/browser/full`,
    V014: key => `${key} puts every error of a base class into one issue; add a condition, or a placeholder such as {{ default }}`,
    V020: (key, takes) => `${key} was given something it cannot take, and ignored it${takes ? `; it takes ${takes}` : ''}`,
    V030: (_key, detail) => `the spool cannot be written, what it should keep is lost if not delivered (${detail}); set spool: { dir }`,
    V031: (key, detail) => `SENTRY_DSN_FILE names ${key}, which holds no DSN (${detail}); nothing is reported`,
    V040: key =>
      `${key} is accepted and does nothing of its own yet: code it is handed runs as if it were not there; leave it, and follow the changelog`,
    V041: key => `${key} threw, or gave what it must not (a promise, say), and the default decides; errors of hooks reach nobody`,
    V042: key => `${key} threw, or answered with a promise, and counts as absent; errors of hooks never reach a job`,
    V045: key => `${key} came when the app had started, which takes no hooks any more; call it before listen() or ready()`,
    V043: key => `wrapHandler was given no name for ${key}; give one, or { name }`,
    V067: (_key, detail) => `consent cannot be ${detail} and counts as pending; give 'granted', 'pending' or 'denied'`,
    V050: () => 'sessions need a release and are not sent; set release or SENTRY_RELEASE',
    V051: (key, why) => `${key} does not answer (${why}); it is tried every 30 s, what is captured waits or goes to the next DSN`,
    V052: key => `the server refuses a type of item (${key}): no more of it is sent there; set backend, or update the server`,
    V056: (key, status) =>
      `${key} refuses what it is sent (status ${status}) and it is dropped; compare the DSN with your project's settings, await diagnose() says more`,
    V053: (key, detail) => `transportOptions.${key} failed and requests go without it (${detail})`,
    V054: (_key, detail) => `the spool cannot be read, what earlier processes left in it is not sent (${detail})`,
    V055: key => `${key} is not usable and the default is in force`,
    V044: (key, instead) => `${key} is a name of Sentry v7; ${instead}`,
    V063: key => `${key} has no DSN it can use and answers every request with 403; list those of your clients in dsns`,
    V064: key => `${key} of a tunnel is not a DSN and is skipped; write it as https://<key>@<host>/<project>`,
    V060: key =>
      `${key} does not answer: Spotlight gets no more events; start it (npx @spotlightjs/spotlight), or turn the option spotlight off`,
    V061: key => `${key} is neither a switch nor a URL (http://localhost:8969/stream); Spotlight is off`,
    V057: key => `${key} has no salt: what it names is removed; set scrub.hash.salt or VIGIL_HASH_SALT`,
    V058: key =>
      `${key} finds no synchronous HMAC on this runtime: what it names is removed; use scrub.paths, or a runtime with node:crypto`,
    V080: key => `${key} has no effect in this build; @vigil/browser/full has it`,
    V081: (_key, detail) => `the offline queue does not work here, what it should keep is lost if not delivered (${detail})`,
    V082: key => `${key} was called before the bundle came, which is without it; mend the name, or load vigil.full.min.js`,
    V085: key => `${key} of an ErrorBoundary threw; what it threw is reported, the fallback is shown all the same`,
    V086: key => `${key} needs a DSN and has none; call init with one first, or give it dsn`,
    V087: key => `${key} needs the id of an event and there is none; capture an error first, or give it eventId`,
    V088: (key, detail) => `${key} was given no ${detail}, and routes keep the address as their name; hand in what the router exports`,
    V021: () => 'getGlobalScope().setUser is ignored inside requests and jobs; set the user inside them',
  };
}

/** Gives this process the texts and the option checks. Servers do it in `init`; bundles get it under the `development` condition. */
export function explainWarnings(): void {
  carrier().diag = {
    text: (code, key, detail) => `${code} ${warningTexts()[code]?.(key, detail) ?? key}`,
    check: checkOptions,
  };
}
