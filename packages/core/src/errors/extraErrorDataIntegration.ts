import { isError, isObject, peek } from '../base/guards';
import { lastOf } from '../base/lists';
import { safely } from '../base/safely';
import type { Integration } from '../client/integration';
import { normalize } from '../safe/normalize';
import { exceptionsOf } from '../scope/exceptionsOf';
import { ownFields } from './ownFields';

export interface ExtraErrorDataOptions {
  /** Levels that are kept of the captured error's fields. Default: all, within the bytes of an event. */
  depth?: number | undefined;
  /** Sentry's; of a cause every event carries the own fields, whatever this says (`linkedErrorsIntegration` says which causes). */
  captureErrorCause?: boolean | undefined;
}

/**
 * Adds what the captured error says of itself by `toJSON` to its own fields, which every event carries in the context of the error's
 * name; its cause too, where that is told there alone (Effect). Default on in `@vigil/node`.
 */
export function extraErrorDataIntegration(options?: ExtraErrorDataOptions): Integration {
  const { depth } = options ?? {};
  return {
    name: 'ExtraErrorData',
    preprocessEvent(event, { originalException: error }) {
      // without these two nothing is to be added: the event has the own fields
      const toJSON = isError(error) && peek(error, 'toJSON');
      if (depth === undefined && typeof toJSON !== 'function') return;
      const name = lastOf(exceptionsOf(event))?.type;
      if (!name) return;
      const json = typeof toJSON === 'function' && safely(() => toJSON.call(error) as unknown);
      const told = { ...(isObject(json) && ownFields(json)) };
      if (peek(error, 'cause') !== undefined) delete told['cause'];
      const fields = { ...event.contexts?.[name], ...told };
      if (!Object.keys(fields).length) return;
      const kept = depth === undefined ? fields : normalize(fields, { maxDepth: depth });
      event.contexts = { ...event.contexts, [name]: kept as Record<string, unknown> };
    },
  };
}
