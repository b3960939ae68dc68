import { lastOf } from '../base/lists';
import type { Integration } from '../client/integration';
import { exceptionsOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';
import { failedKeys, pathText } from './failedKeys';
import { validationIssues } from './validationIssues';

export interface ValidationErrorsOptions {
  /** Issues that are kept. Default 10. */
  limit?: number | undefined;
}

/** The libraries keep the rejected input in their issues: what is said of the error's fields goes without them. */
function withoutInput({ contexts, extra }: Event, type: string): Pick<Event, 'contexts' | 'extra'> {
  const { issues, errors, validation, ...fields } = contexts?.[type] ?? {};
  const { __serialized__, ...others } = extra ?? {};
  return { contexts: { ...contexts, [type]: Object.keys(fields).length ? fields : undefined }, extra: others };
}

/**
 * Gives errors of zod, valibot, ajv (Fastify's too) and class-validator a title of the keys that failed, so that one kind of bad input is
 * one issue. Path and rule of each stand in `extra['validation.issues']`; values, and messages that may quote them, do not leave.
 */
export function validationErrorsIntegration(options?: ValidationErrorsOptions): Integration {
  const { limit = 10 } = options ?? {};
  return {
    name: 'ValidationErrors',
    processEvent(event, { originalException }) {
      const exception = lastOf(exceptionsOf(event));
      const issues = validationIssues(originalException);
      if (!exception || !issues.length) return event;
      const { contexts, extra } = withoutInput(event, exception.type ?? '');
      exception.value = failedKeys(issues.map(({ path }) => path));
      // class-validator throws a list, which has no name
      if (Array.isArray(originalException)) exception.type = 'ValidationError';
      event.contexts = contexts as NonNullable<Event['contexts']>;
      event.extra = {
        ...extra,
        'validation.issues': issues.slice(0, limit).map(({ path, rule }) => ({ path: pathText(path), rule })),
      };
      return event;
    },
  };
}
