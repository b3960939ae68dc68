import { spawn } from 'node:child_process';
import type { Event, StackFrame } from '@vigil/core';
import type { Ingest } from '@vigil/testkit';
import { entry } from './compile';

/** Runs a program to its end and gives the one event that it sent. */
export async function runSources(ingest: Ingest, args: string[], node = process.execPath, cwd = process.cwd()): Promise<Event> {
  ingest.reset();
  const { NODE_OPTIONS: _options, VITEST: _vitest, ...inherited } = process.env;
  const child = spawn(node, args, {
    cwd,
    env: { ...inherited, SENTRY_DSN: ingest.dsn, VIGIL: entry },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
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
