import { isObject, peek } from '../base/guards';
import type { Integration } from '../client/integration';
import { listOf } from '../scope/copyOf';
import { exceptionsOf } from '../scope/exceptionsOf';

export interface ZodErrorsOptions {
  /** Issues that are kept. Default 10. */
  limit?: number;
}

/** `user.0.name`, or `user.<array>.name`: an issue is one whatever entry of a list has it. */
function pathOf(issue: object): string {
  return listOf(peek(issue, 'path') as Array<string | number>)
    .map(part => (typeof part === 'number' ? '<array>' : String(part)))
    .join('.');
}

/**
 * Gives a `ZodError` a title of the keys that failed, in place of its issues as JSON, so that one kind of bad input is one issue; the
 * issues stand in `extra['zoderror.issues']`.
 */
export function zodErrorsIntegration({ limit = 10 }: ZodErrorsOptions = {}): Integration {
  return {
    name: 'ZodErrors',
    processEvent(event, { originalException }) {
      const exception = exceptionsOf(event).at(-1);
      const issues = listOf(peek(originalException, 'issues') as object[]).filter(isObject);
      const isZod = peek(originalException, 'name') === 'ZodError' || peek(originalException, 'name') === '$ZodError';
      if (!exception || !isZod || !issues.length) return event;
      const keys = [...new Set(issues.map(pathOf))].filter(Boolean).sort();
      exception.value = keys.length ? `Failed to validate keys: ${keys.join(', ')}` : 'Failed to validate';
      const kept = issues.slice(0, limit).map(issue => ({ ...issue, path: listOf(peek(issue, 'path') as unknown[]).join('.') }));
      event.extra = { ...event.extra, 'zoderror.issues': kept };
      return event;
    },
  };
}
