// Options of integrations, and members of clients and scopes, that programs name.
import type { ErrorEvent, EventHint, NodeClient, NodeOptions } from '@sentry/node';
import * as Sentry from '@sentry/node';

function redact(event: ErrorEvent, hint: EventHint): ErrorEvent | null {
  return hint.originalException instanceof RangeError ? null : { ...event, type: undefined, message: 'redacted' };
}
function shorten(event: ErrorEvent): ErrorEvent {
  for (const { stacktrace } of [...(event.exception?.values ?? []), ...(event.threads?.values ?? [])]) {
    for (const frame of stacktrace?.frames ?? []) if (frame.module_metadata || frame.debug_id) delete frame.vars;
  }
  return event;
}
const options: NodeOptions = {
  beforeSend: (event, hint) => redact(event, hint),
  _experiments: { enableLogs: true, anything: 1 },
  _metadata: { sdk: { name: 'sentry.javascript.own', version: '1.0.0' } },
  integrations: [
    Sentry.onUncaughtExceptionIntegration({ onFatalError: (first, second) => void [first.message, second?.message] }),
    Sentry.zodErrorsIntegration({ key: 'errors', limit: 3 }),
    Sentry.consoleIntegration({ levels: ['error'], filter: ['deprecated', /^\[vite\]/] }),
  ],
};
const client = Sentry.init(options);
const name: string | undefined = client?.getSdkMetadata()?.sdk?.name;
client?.init();
Sentry.getClient<NodeClient>()?.init();
Sentry.getClient()?.init();
Sentry.getClient()?.getSdkMetadata();
const release: string | undefined = Sentry.getClient<NodeClient>()?.getOptions().release;

const scope = new Sentry.Scope();
scope.setPropagationContext({ traceId: '0123456789abcdef0123456789abcdef', sampleRand: 0.5 });
scope.setPropagationContext(Sentry.getCurrentScope().getPropagationContext());
const session: string | undefined = scope.getSession()?.sid;

export { name, release, session, shorten };
