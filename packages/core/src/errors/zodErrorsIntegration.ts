import { isObject, peek } from '../base/guards';
import { lastOf } from '../base/lists';
import { safely } from '../base/safely';
import type { Integration } from '../client/integration';
import { listOf } from '../scope/copyOf';
import { exceptionsOf } from '../scope/exceptionsOf';
import { failedKeys, pathText } from './failedKeys';

export interface ZodErrorsOptions {
  /** Issues that are kept. Default 10. */
  limit?: number | undefined;
  /** All issues also as the attachment `zod_issues.json`, as they are: no scrubber reads attachments. Default false. */
  saveZodIssuesAsAttachment?: boolean | undefined;
  /** Sentry's; without effect. */
  key?: string | undefined;
}

/**
 * Gives a `ZodError` a title of the keys that failed, in place of its issues as JSON, so that one kind of bad input is one issue; the
 * issues stand in `extra['zoderror.issues']`.
 */
export function zodErrorsIntegration(options?: ZodErrorsOptions): Integration {
  const { limit = 10, saveZodIssuesAsAttachment } = options ?? {};
  return {
    name: 'ZodErrors',
    processEvent(event, hint) {
      const { originalException } = hint;
      const exception = lastOf(exceptionsOf(event));
      const issues = listOf(peek(originalException, 'issues') as object[]).filter(isObject);
      const isZod = peek(originalException, 'name') === 'ZodError' || peek(originalException, 'name') === '$ZodError';
      if (!exception || !isZod || !issues.length) return event;
      exception.value = failedKeys(issues.map(issue => listOf(peek(issue, 'path') as unknown[])));
      const kept = issues.slice(0, limit).map(issue => ({ ...issue, path: pathText(listOf(peek(issue, 'path') as unknown[])) }));
      event.extra = { ...event.extra, 'zoderror.issues': kept };
      if (saveZodIssuesAsAttachment) {
        const data = safely(() => JSON.stringify({ issues }));
        if (data) hint.attachments = [...listOf(hint.attachments), { filename: 'zod_issues.json', data }];
      }
      return event;
    },
  };
}
