import type { Callback } from '../base/callback';
import type { Verdict } from '../errors/verdict';
import type { User } from '../wire/event';

/** What frameworks and their users throw: an error that may name the status it wants to be answered with. */
export interface FrameworkError extends Error {
  status?: number | string;
  statusCode?: number | string;
  status_code?: number | string;
  code?: unknown;
}

/** Options of the adapters of frameworks; `R` is the framework's request. */
export interface AdapterOptions<R = never> {
  /**
   * Says instead of the default whether to report, when the response has ended. Default: status from 500 on, broken off by the error, never
   * answered. One that throws means the default.
   */
  shouldHandleError?: Callback<(error: FrameworkError, verdict: Verdict) => boolean> | undefined;
  /** Who the user is, by the framework's request; asked only when an event is made. What `setUser` said goes first. */
  userFromRequest?: Callback<(request: R) => User | null | undefined> | undefined;
}
