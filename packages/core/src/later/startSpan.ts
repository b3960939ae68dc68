import { safely } from '../base/safely';
import { getCurrentHub, Hub, runWith } from '../scope/hub';
import { callbackOf, refuse } from '../scope/refuse';
import type { Scope } from '../scope/scope';
import { hasText, notBuiltYet } from './notBuiltYet';
import { type Span, type SpanAttributes, type SpanTimeInput, UnrecordedSpan } from './span';

export interface StartSpanOptions {
  name: string;
  op?: string | undefined;
  attributes?: SpanAttributes | undefined;
  startTime?: SpanTimeInput | undefined;
  /** Run in a fork of this scope. Default: of the current one. */
  scope?: Scope | undefined;
  /** `null`: a root span. Default: the active one. */
  parentSpan?: Span | null | undefined;
  onlyIfParent?: boolean | undefined;
  forceTransaction?: boolean | undefined;
  links?: unknown[] | undefined;
}

// Forks of a scope inherit it, and no event carries it.
const ACTIVE = 'vigil.activeSpan';

export function setActive(scope: Scope, span: Span | undefined): void {
  scope.setSDKProcessingMetadata({ [ACTIVE]: span });
}
export function activeOn(scope: Scope): Span | undefined {
  return scope.getScopeData().sdkProcessingMetadata[ACTIVE] as Span | undefined;
}

function makeSpan(options: StartSpanOptions, name: string): Span {
  notBuiltYet(name);
  if (!hasText(options, 'name')) refuse(name);
  const parentTrace = safely(() => (options.parentSpan ?? getActiveSpan())?.spanContext().traceId);
  return new UnrecordedSpan(parentTrace ?? getCurrentHub().getScope().getPropagationContext().traceId);
}

/** In that scope; without one, in a fork of the current. */
function inScope<T>(given: Scope | undefined, callback: (scope: Scope) => T): T {
  const hub = getCurrentHub();
  const scope = given ?? hub.getScope().clone();
  return runWith(new Hub(hub.getClient(), scope, hub.getIsolationScope()), () => callback(scope));
}

function inSpan<T>(options: StartSpanOptions, name: string, callback: (span: Span) => T): T {
  return inScope(
    safely(() => options.scope?.clone()),
    scope => {
      const span = makeSpan(options, name);
      setActive(scope, span);
      return callback(span);
    },
  );
}

/**
 * Runs `callback` in a fork of the current scope, with a span that is active inside. Its result and what it throws pass through untouched.
 * Nothing is recorded yet: the span belongs to the current trace, and that is all it does.
 */
export function startSpan<T>(options: StartSpanOptions, callback: (span: Span) => T): T {
  return inSpan(options, 'startSpan', callbackOf('startSpan', callback));
}
/** As `startSpan`; the span is ended by hand. */
export function startSpanManual<T>(options: StartSpanOptions, callback: (span: Span, finish: () => void) => T): T {
  const run = callbackOf('startSpanManual', callback);
  return inSpan(options, 'startSpanManual', span => run(span, () => span.end()));
}
/** A span that is not made active. */
export function startInactiveSpan(options: StartSpanOptions): Span {
  const scope = safely(() => options.scope?.clone());
  return scope ? inScope(scope, () => makeSpan(options, 'startInactiveSpan')) : makeSpan(options, 'startInactiveSpan');
}
/** The span that the code of now runs in. */
export function getActiveSpan(): Span | undefined {
  return activeOn(getCurrentHub().getScope());
}
/** Runs `callback` in a fork of the current scope where `span` is active; `null`: none. */
export function withActiveSpan<T>(span: Span | null, callback: (scope: Scope) => T): T {
  const run = callbackOf('withActiveSpan', callback);
  return inScope(undefined, scope => {
    setActive(scope, span ?? undefined);
    return run(scope);
  });
}
