import type { Event, Integration } from '@vigil/core';
import { readAppContext, readAppState } from './appContext';
import { readCultureContext } from './cultureContext';
import { type DeviceParts, readDeviceContext, readDeviceState } from './deviceContext';
import { readOsContext } from './osContext';
import { readRuntimeContext } from './runtimeContext';

/** Which contexts are added; all by default. */
export interface NodeContextOptions {
  app?: boolean;
  os?: boolean;
  device?: boolean | DeviceParts;
  culture?: boolean;
  runtime?: boolean;
}

type Read = () => Record<string, unknown>;
interface Source {
  name: string;
  /** Read at the first event, then kept. */
  fixed: Read;
  /** Read again when events come later. */
  current?: Read;
}

/** Sandboxes refuse some of the system calls behind these. */
function attempt(read: Read | undefined): Record<string, unknown> {
  try {
    return read ? read() : {};
  } catch {
    return {};
  }
}

function sourcesOf({ app, os, device, culture, runtime }: NodeContextOptions): Source[] {
  const parts = typeof device === 'object' ? device : {};
  const sources: Array<Source | false> = [
    app !== false && { name: 'app', fixed: readAppContext, current: readAppState },
    os !== false && { name: 'os', fixed: () => readOsContext() },
    device !== false && { name: 'device', fixed: () => readDeviceContext(parts), current: () => readDeviceState(parts) },
    culture !== false && { name: 'culture', fixed: readCultureContext },
    runtime !== false && { name: 'runtime', fixed: readRuntimeContext },
  ];
  return sources.filter(source => source !== false);
}

/** Reading memory takes 0.2 ms of system calls: nothing for an error, much for each of many traces. */
const STATE_MS = 1_000;

/**
 * Adds the contexts `app`, `os`, `device`, `culture` and `runtime` (protocol 5.6) under what the event has of them. Nothing is read
 * before the first event; memory is read anew once a second at most; no process is started and no network asked.
 */
export function nodeContextIntegration(options: NodeContextOptions = {}): Integration {
  const sources = sourcesOf(options);
  const fixed: Record<string, unknown>[] = [];
  let known: Record<string, unknown>[] = [];
  let readAt = Number.NEGATIVE_INFINITY;

  function refresh(): void {
    const now = performance.now();
    if (now - readAt < STATE_MS) return;
    readAt = now;
    known = sources.map((source, at) => {
      fixed[at] ??= attempt(source.fixed);
      return { ...fixed[at], ...attempt(source.current) };
    });
  }
  return {
    name: 'Context',
    processEvent(event: Event) {
      refresh();
      const contexts = { ...event.contexts };
      sources.forEach(({ name }, at) => {
        contexts[name] = { ...known[at], ...contexts[name] };
      });
      event.contexts = contexts;
      return event;
    },
  };
}
