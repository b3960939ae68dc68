import { appendFileSync, mkdtempSync, rmSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestkit } from '@vigil/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { type Attachment, createClient, type Envelope } from '../index';

const folder = mkdtempSync(join(tmpdir(), 'vigil-attachments-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function fileOf(text: string | Uint8Array): string {
  const path = join(folder, `app-${++count}.log`);
  writeFileSync(path, text);
  return path;
}
function start() {
  const kit = createTestkit();
  const client = createClient(kit.options);
  const capture = (...attachments: Attachment[]) => client.captureMessage('x', 'info', { attachments });
  const sent = () => {
    const [, items] = kit.envelopes().at(-1) as Envelope;
    return items.slice(1).map(([{ filename, length }, data]) => [filename, length, Buffer.from(data as string).toString()]);
  };
  return { kit, client, capture, sent };
}
const MIB = 1024 * 1024;

describe('an attachment by path', () => {
  it('is what the file holds, under its name or another', async () => {
    const { client, capture, sent } = start();
    const path = fileOf('häh');
    capture({ path }, { path, filename: 'last.log', contentType: 'text/plain' }, { filename: 'given', data: 'text' });
    expect(await client.flush()).toBe(true);
    expect(sent()).toEqual([
      [`app-${count}.log`, 4, 'häh'],
      ['last.log', 4, 'häh'],
      ['given', 4, 'text'],
    ]);
    expect(client.stats().outcomes).toEqual({ error: { sent: 1 }, attachment: { sent: 3 } });
  });

  it('ends where the file ended at capture, or sooner when it was cut since', async () => {
    const { client, capture, sent } = start();
    const grown = fileOf('before');
    const shrunk = fileOf('before');
    capture({ path: grown }, { path: shrunk });
    appendFileSync(grown, ' and after');
    truncateSync(shrunk, 3);
    await client.flush();
    expect(sent().map(([, length, text]) => [length, text])).toEqual([
      [6, 'before'],
      [3, 'bef'],
    ]);
  });

  it('is read once, whatever the tries', async () => {
    const { kit, client, capture, sent } = start();
    kit.respond([503, 200]);
    const path = fileOf('first');
    capture({ path });
    await new Promise(resolve => setImmediate(resolve));
    const flushed = client.flush();
    while (!kit.envelopes().length) await new Promise(resolve => setImmediate(resolve));
    unlinkSync(path);
    await kit.clock.advance(10_000);
    expect(await flushed).toBe(true);
    expect(client.stats().retries).toBe(1);
    expect(sent()).toEqual([[`app-${count}.log`, 5, 'first']]);
  });

  it.each([
    ['that is not there', () => join(folder, 'nowhere'), 'internal_error'],
    ['that is a folder', () => folder, 'internal_error'],
    ['over 20 MiB', () => fileOf(new Uint8Array(20 * MIB + 1)), 'too_large'],
  ])('%s is accounted for, the event goes', async (_what, path, status) => {
    const { kit, client, capture } = start();
    capture({ path: path() }, { path: fileOf('beside it') });
    await client.flush();
    expect(kit.events()).toHaveLength(1);
    expect(client.stats().outcomes).toEqual({ error: { sent: 1 }, attachment: { [status]: 1, sent: 1 } });
  });

  it('that went between capture and send is accounted for, the event goes', async () => {
    const { kit, client, capture } = start();
    const path = fileOf('gone');
    capture({ path });
    unlinkSync(path);
    await client.flush();
    expect(kit.events()).toHaveLength(1);
    expect(client.stats().outcomes).toEqual({ error: { sent: 1 }, attachment: { internal_error: 1 } });
  });

  it('goes along when the process ends', () => {
    const { client, capture } = start();
    const [kept, gone] = [fileOf('last words'), fileOf('gone')];
    capture({ path: kept }, { path: gone });
    unlinkSync(gone);
    const [unsent] = client.takeUnsent();
    expect(new TextDecoder().decode(unsent?.body as Uint8Array)).toMatch(/"length":10,.*\nlast words$/);
    unsent?.settle('sent', 200);
    expect(client.stats().outcomes).toEqual({ error: { sent: 1 }, attachment: { internal_error: 1, sent: 1 } });
  });
});
