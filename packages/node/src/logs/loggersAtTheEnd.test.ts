import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { useStage } from '../processEnd/fixtures/useStage';
import { sentLogs } from './fixtures/sentLogs';

const used = useStage();
const { resolve } = createRequire(import.meta.url);
const ESM = { esm: true };
const told = () => sentLogs(used.ingest).map(({ level, body }) => [level, body]);

// straight to the file: what pino's own way out does with lines of the last moment is pino's
const ARGS = '{ base: undefined, timestamp: false }, { write: line => fs.writeSync(1, line) }';
const START = 'init({ integrations: [V.pinoIntegration({ error: { levels: ["fatal"] } })] });';
const pino = (version: string, isOlder = false) =>
  `const fs = require('node:fs'); const log = require(${JSON.stringify(resolve(version))})(${ARGS}); ${isOlder ? 'V.pinoIntegration.trackLogger?.(log);' : ''}`;
const url = JSON.stringify(pathToFileURL(resolve('pino')).href);

it.each([
  ['pino, init first', `${START} ${pino('pino')}`, {}],
  ['pino, init last', `${pino('pino')} ${START}`, {}],
  [
    'pino as a module, init first',
    `import fs from 'node:fs'; ${START} const { pino } = await import(${url}); const log = pino(${ARGS});`,
    ESM,
  ],
  ['pino as a module, init last', `import fs from 'node:fs'; import pino from ${url}; const log = pino(${ARGS}); ${START}`, ESM],
  ['pino 9', `${START} ${pino('pino-9')}`, {}],
  ['pino 9.9, init first', `${START} ${pino('pino-9-9', true)}`, {}],
  ['pino 8, init last', `${pino('pino-8', true)} ${START}`, {}],
])('%s: lines of the last moment arrive, and the output is the same', async (_case, program, options) => {
  const end = await used.runBoth(
    `${program} log.child({ a: 1 }).info({ b: 2 }, 'x %s', 'y'); log.fatal('over'); process.exit(3);`,
    options,
  );
  expect(end).toMatchObject({ code: 3, stdout: '{"level":30,"a":1,"b":2,"msg":"x y"}\n{"level":60,"msg":"over"}\n' });
  expect(told()).toEqual([
    ['info', 'x y'],
    ['fatal', 'over'],
  ]);
  expect(used.arrived()).toEqual(['over']);
});

it('a line right before a crash arrives with the crash', async () => {
  const end = await used.run(`${START} ${pino('pino')} log.warn('soon'); throw new Error('crash');`);
  expect(end.code).toBe(1);
  expect(told()).toEqual([['warn', 'soon']]);
  expect(used.arrived()).toEqual(['crash']);
});

it.each([
  ['process.exit(3)', 3],
  ['throw new Error("crash")', 1],
])('a line of winston right before %s arrives, and the output is the same', async (ending, code) => {
  const end = await used.runBoth(`
    const winston = require(${JSON.stringify(resolve('winston'))});
    const Transport = require(${JSON.stringify(resolve('winston-transport'))});
    const client = init();
    const own = process.env.TEST_NO_SDK ? [] : [new (V.createSentryWinstonTransport(Transport))()];
    const logger = winston.createLogger({ transports: [new winston.transports.Console(), ...own] });
    logger.child({ a: 1 }).info('hi', { b: 2 });
    logger.warn('over');
    ${ending};`);
  expect(end.code).toBe(code);
  expect(told()).toEqual([
    ['info', 'hi'],
    ['warn', 'over'],
  ]);
});
