import { describe, expect, it } from 'vitest';
import { type Answer, createPlanner } from './plan';

const request = { url: '/api/1/envelope/', items: ['event'] };

describe('createPlanner', () => {
  it('answers 200 with the id of the event, as Sentry does, when nothing is planned', () => {
    expect(createPlanner().next({ ...request, eventId: 'e1' })).toMatchObject({ kind: 'answer', status: 200, body: '{"id":"e1"}' });
    expect(createPlanner().next(request).body).toBe('{}');
  });

  it('goes through a list, one a request, and repeats the last', () => {
    const planner = createPlanner([503, 'reset', 200]);
    expect([1, 2, 3, 4].map(() => planner.next(request)).map(({ kind, status }) => (kind === 'answer' ? status : kind))).toEqual([
      503,
      'reset',
      200,
      200,
    ]);
  });

  it('asks a function with the number of the request, from 1, and what it carries', () => {
    const seen: unknown[] = [];
    const planner = createPlanner((n, asked) => {
      seen.push([n, asked]);
      return n === 1 ? 'hang' : 200;
    });
    expect(planner.next({ ...request, eventId: 'e' }).kind).toBe('hang');
    expect(planner.next(request).kind).toBe('answer');
    expect(seen).toEqual([
      [1, request],
      [2, request],
    ]);
  });

  it('counts from 1 again after respond, and goes back to the first plan on reset', () => {
    const planner = createPlanner([500, 200]);
    planner.next(request);
    planner.respond([429, 200]);
    expect(planner.next(request).status).toBe(429);
    planner.reset();
    expect(planner.next(request).status).toBe(500);
  });

  it('fills in what an answer leaves out, with header names in lower case', () => {
    const answer = createPlanner({ status: 429, headers: { 'Retry-After': '60' } }).next(request);
    expect(answer).toEqual({
      kind: 'answer',
      status: 429,
      headers: { 'retry-after': '60' },
      body: '{"detail":"answered 429 as planned"}',
      delayMs: 0,
      dripMs: 0,
    });
  });

  it.each([[[]], [undefined], [null]])('answers 200 for a plan of %j', plan => {
    expect(createPlanner(plan as unknown as Answer).next(request).status).toBe(200);
  });
});
