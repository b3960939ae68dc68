import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { useStage } from './fixtures/useStage';

const used = useStage();
const { run, arrived } = used;
let sidecar: Ingest;
let spotlight: string;
const shown = () => sidecar.events().map(event => event.exception?.values?.at(-1)?.value ?? event.message);

beforeAll(async () => {
  sidecar = await startIngest();
  spotlight = `${sidecar.url}/stream`;
});
beforeEach(() => sidecar.reset());
afterAll(() => sidecar.close());

it('a crash is shown to the sidecar too, once; exit code and stderr stay', async () => {
  const program = `init({ spotlight: '${spotlight}' }); setTimeout(() => { throw new Error('crash'); }, 1);`;
  const [plain, ending] = [await run(program, { sdk: false }), await run(program)];
  expect(ending).toEqual(plain);
  expect(arrived()).toEqual(['crash']);
  expect(shown()).toEqual(['crash']);
});

it('so is what is captured right before process.exit', async () => {
  const ending = await run(`init({ spotlight: '${spotlight}' }); V.captureException(new Error('last words')); process.exit(3);`);
  expect(ending).toEqual({ code: 3, signal: null, stdout: '', stderr: '' });
  expect([arrived(), shown()]).toEqual([['last words'], ['last words']]);
});

it('without a DSN the sidecar is where a crash goes', async () => {
  const ending = await run(`init({ dsn: '', spotlight: '${spotlight}' }); throw new Error('crash');`);
  expect(ending.code).toBe(1);
  expect(shown()).toEqual(['crash']);
  expect(used.ingest.requests).toEqual([]);
});

it('a sidecar that hangs keeps no process alive, and one that is not there costs one warning', async () => {
  sidecar.respond('hang');
  const ending = await run(`init({ spotlight: '${spotlight}' }); V.captureException(new Error('natural'));`);
  expect(ending).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(arrived()).toEqual(['natural']);
  const gone = await run(`init({ spotlight: 'http://127.0.0.1:9/stream' });
(async () => { for (let n = 0; n < 6; n++) { V.captureMessage('m' + n); await V.flush(); } })();`);
  expect(gone.stdout).toBe('');
  expect(gone.stderr.match(/V060/g)).toHaveLength(1);
  expect(arrived()).toHaveLength(7);
});
