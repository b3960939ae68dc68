import { type Event, type Integration, safely } from '@vigil/core';
import { readAppContext, readAppState } from './appContext';
import { readCloudResourceContext } from './cloudResourceContext';
import { readContainerContext } from './containerContext';
import { readCultureContext } from './cultureContext';
import { type DeviceParts, readDeviceContext, readDeviceState } from './deviceContext';
import { readKubernetesContext } from './kubernetesContext';
import { readOsContext } from './osContext';
import { createProcessState, readProcessContext } from './processContext';
import { readRuntimeContext } from './runtimeContext';

/** Which contexts are added; all by default. */
export interface NodeContextOptions {
  app?: boolean | undefined;
  os?: boolean | undefined;
  device?: boolean | DeviceParts | undefined;
  culture?: boolean | undefined;
  runtime?: boolean | undefined;
  /** Heap, CPU, event loop. */
  process?: boolean | undefined;
  /** Cloud or host, from environment variables. */
  cloudResource?: boolean | undefined;
  /** The container's id. */
  container?: boolean | undefined;
  /** Pod, namespace and node. */
  kubernetes?: boolean | undefined;
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
const attempt = (read: Read | undefined): Record<string, unknown> => (read && safely(read)) ?? {};

function sourcesOf(options: NodeContextOptions): Source[] {
  const { app, os, device, culture, runtime, cloudResource, container, kubernetes } = options;
  const parts = typeof device === 'object' ? device : {};
  const sources: Array<Source | false> = [
    app !== false && { name: 'app', fixed: readAppContext, current: readAppState },
    os !== false && { name: 'os', fixed: () => readOsContext() },
    device !== false && { name: 'device', fixed: () => readDeviceContext(parts), current: () => readDeviceState(parts) },
    culture !== false && { name: 'culture', fixed: readCultureContext },
    runtime !== false && { name: 'runtime', fixed: readRuntimeContext },
    options.process !== false && { name: 'process', fixed: readProcessContext, current: createProcessState() },
    cloudResource !== false && { name: 'cloud_resource', fixed: () => readCloudResourceContext() },
    container !== false && { name: 'container', fixed: () => readContainerContext() },
    kubernetes !== false && { name: 'kubernetes', fixed: () => readKubernetesContext() },
  ];
  return sources.filter(source => source !== false);
}

/** Reading memory takes 0.2 ms of system calls: nothing for an error, much for each of many traces. */
const STATE_MS = 1_000;

/**
 * Adds the contexts `app`, `os`, `device`, `culture`, `runtime`, `process` and, where there is one to name, `cloud_resource`,
 * `container` and `kubernetes` (protocol 5.6) under what the event has of them. Nothing is read before the first event; what changes is
 * read anew once a second at most; no process is started and no network asked.
 */
export function nodeContextIntegration(given?: NodeContextOptions): Integration {
  const options = given ?? {};
  const sources = sourcesOf(options);
  const fixed: Record<string, unknown>[] = [];
  /** Name and content of those that say something. */
  let known: Array<[name: string, context: Record<string, unknown>]> = [];
  let readAt = Number.NEGATIVE_INFINITY;

  function refresh(): void {
    const now = performance.now();
    if (now - readAt < STATE_MS) return;
    readAt = now;
    known = sources
      .map((source, at): [string, Record<string, unknown>] => {
        fixed[at] ??= attempt(source.fixed);
        return [source.name, { ...fixed[at], ...attempt(source.current) }];
      })
      .filter(([, context]) => Object.keys(context).length);
  }
  return {
    name: 'Context',
    processEvent(event: Event) {
      refresh();
      // filled from empty: to add to an object that was spread costs V8 half a microsecond each
      const contexts: NonNullable<Event['contexts']> = {};
      Object.assign(contexts, event.contexts);
      // a copy for each event: a processor that writes into one must not write into the next
      for (const [name, context] of known) {
        const own = contexts[name];
        contexts[name] = own ? { ...context, ...own } : { ...context };
      }
      event.contexts = contexts;
      return event;
    },
  };
}
