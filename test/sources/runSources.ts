import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Event, StackFrame } from '@vigil/core';
import type { Ingest } from '@vigil/testkit';
import { root } from '../architecture/sources';
import { entry } from './compile';

/** Node of a major version when scripts/nodeVersion.mjs has fetched it, or when it is the one that runs this. */
export function nodeOf(major: number): string | undefined {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath;
  const path = join(root, `node_modules/.cache/vigil/node-${major}/node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return existsSync(path) ? path : undefined;
}

/** Runs a program to its end and gives the one event that it sent. */
export async function runSources(ingest: Ingest, args: string[], node = process.execPath): Promise<Event> {
  ingest.reset();
  const { NODE_OPTIONS: _options, VITEST: _vitest, ...inherited } = process.env;
  const child = spawn(node, args, { env: { ...inherited, SENTRY_DSN: ingest.dsn, VIGIL: entry }, stdio: ['ignore', 'inherit', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  await new Promise(resolve => child.on('close', resolve));
  const [event, ...more] = ingest.events();
  if (!event || more.length) throw new Error(`${more.length + (event ? 1 : 0)} events: ${stderr}`);
  return event;
}

/** The frame that threw. */
export function topFrame(event: Event): StackFrame | undefined {
  return event.exception?.values?.at(-1)?.stacktrace?.frames?.at(-1);
}
