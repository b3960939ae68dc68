import { answerOf } from '../../../test/scenarios/answerOf';
import { testFailureMatrix } from '../../../test/scenarios/failureMatrix';
import { startProgram } from '../../../test/scenarios/startProgram';
import { ways } from './fixtures/ways';

testFailureMatrix({
  framework: 'Express',
  versions: [4, 5],
  styles: {
    'CJS, init first, set-up last': { file: 'app.cjs', order: 'first', place: 'last' },
    'CJS, init last, set-up first': { file: 'app.cjs', order: 'last', place: 'first' },
    'ESM, set-up last': { file: 'app$.mjs', order: 'first', place: 'last' },
    'ESM, set-up first': { file: 'app$.mjs', order: 'first', place: 'first' },
  },
  ways,
  async start({ version, handler, style = { file: 'app.cjs', order: 'never', place: 'first' }, dsn = '' }) {
    const program = await startProgram(new URL(`./fixtures/${style.file.replace('$', `${version}`)}`, import.meta.url), {
      dsn,
      env: { NODE_ENV: 'production' },
      args: [`express${version}`, style.order, style.place, handler],
    });
    return {
      ask: ({ path, method, hangsIn4 }, id) =>
        answerOf(program.url, { path, id, method, leaveAfterMs: version === 4 && hangsIn4 ? 500 : undefined }),
      stop: async () => (await program.stop()).stderr,
    };
  },
});
