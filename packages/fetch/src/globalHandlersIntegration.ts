import { type Integration, safely } from '@vigil/core';

interface GlobalEvent {
  error?: unknown;
  reason?: unknown;
}
type Listen = (type: string, listener: (event: GlobalEvent) => void) => void;

/**
 * `GlobalHandlers`: reports what nobody caught, where the runtime tells of it by `error` and `unhandledrejection` events of the global
 * object: Deno and Workers. Default on. It only looks: what the runtime does with the error stays as it is. Node and Bun tell nothing there.
 */
export function globalHandlersIntegration(): Integration {
  return {
    name: 'GlobalHandlers',
    setup(client) {
      const { addEventListener, removeEventListener } = globalThis as { addEventListener?: Listen; removeEventListener?: Listen };
      if (!addEventListener || !removeEventListener) return undefined;
      const report = (type: string, error: unknown) => {
        // A value that is no Error has no stack; the one of this call would show the runtime's internals only.
        const syntheticException = Object.assign(new Error(''), { stack: '' });
        safely(() => client.captureException(error, { mechanism: { type: `auto.fetch.${type}`, handled: false }, syntheticException }));
      };
      const onError = ({ error }: GlobalEvent) => report('onerror', error);
      const onRejection = ({ reason }: GlobalEvent) => report('onunhandledrejection', reason);
      addEventListener('error', onError);
      addEventListener('unhandledrejection', onRejection);
      return () => {
        removeEventListener('error', onError);
        removeEventListener('unhandledrejection', onRejection);
      };
    },
  };
}
