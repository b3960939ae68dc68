import { describe, expect, it } from 'vitest';
import { createClient } from '../createClient';
import { createTransport } from './createTransport';

const dsn = 'https://key@host.example/1';
const event = { event_id: 'a'.repeat(32), message: 'hello' };
const bodies: string[] = [];
const answering = (statusCode: number) =>
  createTransport({ url: 'https://host.example' }, async ({ body }) => {
    bodies.push(String(body));
    return { statusCode };
  });

describe('createTransport', () => {
  it('hands over one serialised envelope a call, and the answer back', async () => {
    bodies.length = 0;
    const answer = await answering(200).send([{ event_id: event.event_id }, [[{ type: 'event' }, event]]]);
    expect(answer).toEqual({ statusCode: 200 });
    expect(bodies[0]?.split('\n').map(line => JSON.parse(line))).toEqual([{ event_id: event.event_id }, { type: 'event' }, event]);
  });

  it('makes a transport that a client takes', async () => {
    const client = createClient({ dsn, transport: () => answering(413) });
    const id = client.captureMessage('too much');
    expect(await client.outcome(id)).toMatchObject({ status: 'too_large', httpStatus: 413 });
  });

  it('is flushed when what is under way has ended, well or badly', async () => {
    const ends: Array<(error?: Error) => void> = [];
    const transport = createTransport(
      { url: '' },
      () => new Promise((resolve, reject) => ends.push(error => (error ? reject(error) : resolve({})))),
    );
    const sent = [transport.send([{}, []]), transport.send([{}, []])].map(each => Promise.resolve(each).catch(String));
    expect(await transport.flush(1)).toBe(false);
    ends[0]?.();
    ends[1]?.(new Error('refused'));
    expect(await transport.flush(5_000)).toBe(true);
    expect(await Promise.all(sent)).toEqual([{}, 'Error: refused']);
  });

  it('uses the buffer it is given', async () => {
    const calls: unknown[] = [];
    const transport = createTransport({ url: '' }, async () => ({ statusCode: 200 }), {
      add(task) {
        calls.push('add');
        return task();
      },
      drain: async timeout => calls.push(timeout) > 0,
    });
    await transport.send([{}, []]);
    expect([await transport.flush(7), calls]).toEqual([true, ['add', 7]]);
  });
});
