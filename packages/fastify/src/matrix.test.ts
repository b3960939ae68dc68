import { expect } from 'vitest';
import { answerOf } from '../../../test/scenarios/answerOf';
import { testFailureMatrix } from '../../../test/scenarios/failureMatrix';
import { startProgram } from '../../../test/scenarios/startProgram';
import { ways } from './fixtures/ways';

testFailureMatrix({
  framework: 'Fastify',
  versions: [4, 5],
  styles: {
    'CJS, init first, set-up last': { file: 'app.cjs', order: 'first', place: 'last' },
    'CJS, init last, set-up first': { file: 'app.cjs', order: 'last', place: 'first' },
    'CJS, set-up when plugins are loaded': { file: 'app.cjs', order: 'first', place: 'after' },
    'ESM, set-up first': { file: 'app$.mjs', order: 'first', place: 'first' },
    'ESM, plugin': { file: 'app$.mjs', order: 'first', place: 'plugin' },
  },
  ways,
  async start({ version, handler, style = { file: 'app.cjs', order: 'never', place: 'first' }, dsn = '' }) {
    const program = await startProgram(new URL(`./fixtures/${style.file.replace('$', `${version}`)}`, import.meta.url), {
      dsn,
      env: { NODE_ENV: 'production' },
      args: [`fastify${version}`, style.order, style.place, handler],
    });
    return {
      ask: ({ path, method }, id) => answerOf(program.url, { path, id, method }),
      stop: async () => (await program.stop()).stderr,
    };
  },
  check(event, { breadcrumb }) {
    expect(event.breadcrumbs?.map(({ message }) => message)).toEqual(breadcrumb && [breadcrumb]);
  },
});
