import { afterEach, describe, expect, it } from 'vitest';
import { type RunningCommand, runIngestCommand } from './runIngestCommand';

const running: RunningCommand[] = [];
const run = async (...args: string[]) => {
  const written = { out: '', err: '', files: {} as Record<string, string> };
  const command = await runIngestCommand(args, {
    out: text => {
      written.out += text;
    },
    err: text => {
      written.err += text;
    },
    append: (file, text) => {
      if (file === 'no/such') throw new Error('ENOENT');
      written.files[file] = (written.files[file] ?? '') + text;
    },
    color: false,
    width: 80,
  });
  running.push(command);
  return { command, written, url: command.dsn?.replace('testkit@', '').replace(/1$/, 'api/1/envelope/') ?? '' };
};
const send = (url: string, body = '{}\n{"type":"event"}\n{"message":"hi"}') => fetch(url, { method: 'POST', body });
afterEach(async () => {
  for (const command of running.splice(0)) await command.stop();
});

describe('vigil-ingest', () => {
  it('says where it listens, prints what arrives, and counts it at the end', async () => {
    const { command, written, url } = await run('--port', '0');
    expect(written.err).toContain(`SENTRY_DSN=${command.dsn}`);
    await send(url);
    expect(written.out).toContain('x hi\n  error');
    await command.stop();
    expect(written.err).toContain('Received: 1 event.');
  });

  it('answers with the failures asked for', async () => {
    const { url } = await run('--port', '0', '--status', '503,429', '--rate-limit', '60:error:key');
    const answers = [await send(url), await send(url)];
    expect(answers.map(({ status, headers }) => [status, headers.get('x-sentry-rate-limits')])).toEqual([
      [503, '60:error:key'],
      [429, '60:error:key'],
    ]);
  });

  it('prints one line of JSON an envelope with --json, and saves it with --save', async () => {
    const { written, url } = await run('--port', '0', '--json', '--save', 'out.ndjson');
    await send(url);
    await send(url, '{}\n{"type":"attachment","length":2}\nhi');
    const lines = written.out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    expect(lines).toMatchObject([{ items: [{ payload: { message: 'hi' } }] }, { items: [{ payload: { base64: 'aGk=' } }] }]);
    expect(written.files['out.ndjson']).toBe(written.out);
  });

  it('goes on when the file cannot be written', async () => {
    const { written, url } = await run('--port', '0', '--save', 'no/such');
    expect((await send(url)).status).toBe(200);
    expect(written.err).toContain('cannot write to no/such: ENOENT');
    expect(written.out).toContain('x hi');
  });

  it('says so, and how to mend it, when the port is taken', async () => {
    const { command } = await run('--port', '0');
    const port = new URL(command.dsn ?? '').port;
    const second = await run('--port', port);
    expect(second.command.exitCode).toBe(1);
    expect(second.written.err).toContain(`port ${port} is taken`);
    expect(second.written.err).toContain('--port');
  });

  it('explains itself with --help, on stdout, and wrong options on stderr', async () => {
    const help = await run('--help');
    expect([help.command.exitCode, help.written.out.startsWith('vigil-ingest:'), help.written.err]).toEqual([0, true, '']);
    const wrong = await run('--prot', '1');
    expect([wrong.command.exitCode, wrong.written.out]).toEqual([2, '']);
    expect(wrong.written.err).toContain("Unknown option '--prot'");
  });
});
