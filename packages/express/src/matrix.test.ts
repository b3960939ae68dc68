import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerOf } from '../../../test/scenarios/answerOf';
import { type Running, startProgram } from '../../../test/scenarios/startProgram';
import { type Handler, handlers, ways } from './fixtures/ways';

const styles = {
  'CJS, init first, set-up last': { file: 'app.cjs', order: 'first', place: 'last' },
  'CJS, init last, set-up first': { file: 'app.cjs', order: 'last', place: 'first' },
  'ESM, set-up last': { file: 'app$.mjs', order: 'first', place: 'last' },
  'ESM, set-up first': { file: 'app$.mjs', order: 'first', place: 'first' },
};

async function askAll(url: string, version: number): Promise<Map<string, string>> {
  const answers = Object.entries(ways).map(async ([name, way]) => {
    return [
      name,
      await answerOf(url, {
        path: way.path,
        id: encodeURIComponent(name),
        method: way.method,
        leaveAfterMs: version === 4 && way.hangsIn4 ? 500 : undefined,
      }),
    ] as const;
  });
  return new Map(await Promise.all(answers));
}

const fixture = (file: string) => new URL(`./fixtures/${file}`, import.meta.url);
const env = { NODE_ENV: 'production' };
let cells = 0;
const rows: string[] = [];

describe.each([4, 5])('Express %i', version => {
  const plain = new Map<Handler, Map<string, string>>();
  beforeAll(async () => {
    for (const handler of handlers) {
      const program = await startProgram(fixture('app.cjs'), { env, args: [`express${version}`, 'never', 'first', handler] });
      plain.set(handler, await askAll(program.url, version));
      await program.stop();
    }
  });

  describe.each(Object.entries(styles))('%s', (style, { file, order, place }) => {
    describe.each(handlers)('own error handler: %s', handler => {
      let ingest: Ingest;
      let program: Running;
      let answers: Map<string, string>;
      let stderr: string;
      let passed = 0;
      beforeAll(async () => {
        ingest = await startIngest();
        const args = [`express${version}`, order, place, handler];
        program = await startProgram(fixture(file.replace('$', `${version}`)), { dsn: ingest.dsn, env, args });
        answers = await askAll(program.url, version);
        ({ stderr } = await program.stop());
      });
      afterAll(async () => {
        await ingest.close();
        rows.push(`Express ${version}  ${style.padEnd(30)} ${handler.padEnd(8)} ${passed} of ${Object.keys(ways).length}`);
      });

      it.each(Object.entries(ways))('%s', (name, { reports, transaction }) => {
        cells += 1;
        const events = ingest.events().filter(({ tags }) => (tags as Record<string, string>)['request_id'] === encodeURIComponent(name));
        const messages = events.map(({ exception, message }) => exception?.values?.at(-1)?.value ?? message);
        expect(messages).toEqual(reports(version, handler));
        for (const event of events) expect(event.transaction).toBe(transaction);
        expect(answers.get(name)).toBe(plain.get(handler)?.get(name));
        expect(stderr).not.toContain('[vigil]');
        passed += 1;
      });
    });
  });
});

afterAll(() => console.log([`${cells} cells: version x module style and place x own error handler x way of failing`, ...rows].join('\n')));
