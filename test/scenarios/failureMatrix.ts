import type { Event } from '@vigil/core';
import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** What the application's own error handler does: there is none, it answers with the error's status, it makes every error a 404. */
export const handlers = ['none', 'answers', 'maps'] as const;
export type Handler = (typeof handlers)[number];

/** One way of failing. */
export interface Way<V> {
  path: string;
  method?: 'POST';
  /** Messages of the events expected. */
  reports(handler: Handler, version: V): string[];
  /** Of each of these events. */
  transaction?: string;
  /** The application captured it by itself, so that it counts as handled. */
  byHand?: true;
}

export const always = (message: string) => (): string[] => [message];
export const never = (): string[] => [];
/** A handler that turns every error into a 404 makes it none of the server's. */
export const unlessMapped =
  (message: string) =>
  (handler: Handler): string[] =>
    handler === 'maps' ? [] : [message];

/** An application that runs. */
export interface Service<W> {
  /** Sends the request; `id` goes with it as `x-request-id`. Resolves with all that came back, status and body, as text that is equal when they are. */
  ask(way: W, id: string): Promise<string>;
  /** Delivers what is held, ends it, and tells what it wrote to stderr. */
  stop(): Promise<string>;
}

export interface FailureMatrix<V, S, W extends Way<V>> {
  framework: string;
  /** The axes. A style is how the application is written: module system, order of calls. */
  versions: readonly V[];
  styles: Record<string, S>;
  ways: Record<string, W>;
  /** Starts the application; without `style` (and `dsn`) it knows nothing of the SDK, and its answers are those expected. */
  start(cell: { version: V; handler: Handler; style?: S; dsn?: string }): Promise<Service<W>>;
  /** More to expect of each event. */
  check?(event: Event, way: W): void;
}

const idOf = (name: string): string => encodeURIComponent(name);

/** Asks in all the ways at once. */
async function askAll<W>(service: Service<W>, ways: Record<string, W>): Promise<Map<string, string>> {
  const answers = Object.entries(ways).map(async ([name, way]) => [name, await service.ask(way, idOf(name))] as const);
  return new Map(await Promise.all(answers));
}

/**
 * Declares a test for each cell of version x style x own error handler x way of failing: what is reported, once, with which transaction, handled or not;
 * the answer is the same without the SDK. Prints the table with its counts.
 */
export function testFailureMatrix<V extends string | number, S, W extends Way<V>>(matrix: FailureMatrix<V, S, W>): void {
  const { framework, versions, styles, ways, start } = matrix;
  const rows: string[] = [];
  let cells = 0;

  describe.each(versions as V[])(`${framework} %s`, version => {
    const plain = new Map<Handler, Map<string, string>>();
    beforeAll(async () => {
      for (const handler of handlers) {
        const service = await start({ version, handler });
        plain.set(handler, await askAll(service, ways));
        await service.stop();
      }
    });

    describe.each(Object.keys(styles))('%s', styleName => {
      describe.each(handlers)('own error handler: %s', handler => {
        const style = styles[styleName] as S;
        let ingest: Ingest;
        let answers: Map<string, string>;
        let stderr: string;
        let passed = 0;
        beforeAll(async () => {
          ingest = await startIngest();
          const service = await start({ version, handler, style, dsn: ingest.dsn });
          answers = await askAll(service, ways);
          stderr = await service.stop();
        });
        afterAll(async () => {
          await ingest.close();
          rows.push(`${framework} ${version}  ${styleName.padEnd(38)} ${handler.padEnd(8)} ${passed} of ${Object.keys(ways).length}`);
        });

        it.each(Object.keys(ways))('%s', name => {
          cells += 1;
          const way = ways[name] as W;
          const events = ingest.events().filter(({ tags }) => tags?.['request_id'] === idOf(name));
          const messages = events.map(({ exception, message }) => exception?.values?.at(-1)?.value ?? message);
          expect(messages).toEqual(way.reports(handler, version));
          for (const event of events) {
            expect(event.transaction).toBe(way.transaction);
            expect(event.exception?.values?.at(-1)?.mechanism?.handled).toBe(way.byHand === true);
            matrix.check?.(event, way);
          }
          expect(answers.get(name)).toBe(plain.get(handler)?.get(name));
          expect(stderr).not.toContain('[vigil]');
          passed += 1;
        });
      });
    });
  });

  afterAll(() =>
    console.log([`${cells} cells: version x module style and place x own error handler x way of failing`, ...rows].join('\n')),
  );
}
