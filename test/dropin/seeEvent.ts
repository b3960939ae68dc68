import type { Event } from '@vigil/core';

export interface SeenEvent {
  /** Of each exception, or the message. */
  titles: string[];
  mechanism: string | undefined;
  level: string | undefined;
  transaction: string | undefined;
  environment: string | undefined;
  release: string | undefined;
  tags: unknown;
  extra: unknown;
  user: unknown;
  fingerprint: unknown;
  request: unknown;
  contexts: Record<string, unknown>;
  breadcrumbs: unknown[];
}

const VARYING = /^(timestamp|span_id|parent_span_id|app_start_time|app_memory|free_memory|boot_time|duration)$/;

/** Ports, paths, ids and times differ from run to run. */
export function steady(value: unknown): unknown {
  const text = JSON.stringify(value, (key, each) => (VARYING.test(key) ? typeof each : each));
  if (text === undefined) return undefined;
  return JSON.parse(
    text
      .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
      .replace(/\/generated\/(sentry|vigil)\/node\//g, '/generated/')
      .replace(/[0-9a-f]{32}/g, 'ID'),
  );
}

const without = (value: object | undefined): object | undefined => (value && Object.keys(value).length > 0 ? value : undefined);

export function seeEvent(event: Event): SeenEvent {
  const exceptions = event.exception?.values ?? [];
  const { type, handled } = exceptions.at(-1)?.mechanism ?? {};
  return {
    titles:
      exceptions.length > 0 ? exceptions.map(({ type, value }) => `${type}: ${value}`) : [`${event.message ?? event.logentry?.message}`],
    mechanism: type && `${type} handled=${handled}`,
    level: event.level,
    transaction: event.transaction,
    environment: event.environment,
    release: event.release,
    tags: without(event.tags),
    extra: without(event.extra),
    user: without(event.user),
    fingerprint: event.fingerprint,
    request: event.request,
    contexts: event.contexts ?? {},
    breadcrumbs: event.breadcrumbs ?? [],
  };
}
