import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closeSession, makeSession, pause, resume, type SessionContext, updateSession } from './session';

describe('makeSession', () => {
  it('begins now, well, without errors, and known to nobody', () => {
    const session = makeSession();
    expect(session).toMatchObject({ init: true, status: 'ok', errors: 0, duration: 0, ignoreDuration: false });
    expect(session.sid).toMatch(/^[0-9a-f]{32}$/);
    expect(session.started).toBe(session.timestamp);
  });

  it.each([
    [{ did: 'device', user: { id: 'u1' } }, 'device'],
    [{ user: { id: 'u1', email: 'a@b.example' } }, 'u1'],
    [{ user: { id: 7 } }, '7'],
    [{ user: { email: 'a@b.example', username: 'ann' } }, 'a@b.example'],
    [{ user: { username: 'ann' } }, 'ann'],
    [{ user: {} }, undefined],
  ] as Array<[SessionContext, string | undefined]>)('who it is of %j is %s', (context, did) => {
    expect(makeSession(context).did).toBe(did);
  });

  it('is sent as the protocol has it', () => {
    const session = makeSession({ started: 1767225600, timestamp: 1767225601.5, release: 'shop@1', environment: 'production', did: 'u1' });
    Object.assign(session, { ipAddress: '127.0.0.1', userAgent: 'agent' });
    expect(JSON.parse(JSON.stringify(session))).toEqual({
      sid: session.sid,
      init: true,
      started: '2026-01-01T00:00:00.000Z',
      timestamp: '2026-01-01T00:00:01.500Z',
      status: 'ok',
      errors: 0,
      did: 'u1',
      duration: 1.5,
      attrs: { release: 'shop@1', environment: 'production', ip_address: '127.0.0.1', user_agent: 'agent' },
    });
  });
});

describe('updateSession', () => {
  it('replaces what it has; who it is stays the first', () => {
    const session = makeSession({ started: 100, timestamp: 100, user: { id: 'u1' } });
    updateSession(session, { errors: 2, status: 'crashed', user: { id: 'u2' }, timestamp: 107 });
    expect(session).toMatchObject({ errors: 2, status: 'crashed', did: 'u1', timestamp: 107, duration: 7 });
  });

  it('sends no duration where that is asked, nor a negative one', () => {
    expect(makeSession({ ignoreDuration: true }).toJSON()).not.toHaveProperty('duration');
    expect(makeSession({ started: 100, timestamp: 50 }).duration).toBe(0);
  });

  it('never throws, and leaves a session that can be sent', () => {
    const odd = fc.anything();
    const context = fc.record({ sid: odd, did: odd, started: odd, timestamp: odd, duration: odd, user: odd }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.oneof(odd, context), given => {
        const session = makeSession(given as SessionContext);
        updateSession(session, given as SessionContext);
        const { sid, started, timestamp } = session.toJSON();
        expect(sid).toHaveLength(32);
        expect([started, timestamp].map(Date.parse)).not.toContain(Number.NaN);
      }),
    );
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(makeSession(proxy).status).toBe('ok');
  });
});

describe('closeSession', () => {
  it.each([
    ['ok', undefined, 'exited'],
    ['crashed', undefined, 'crashed'],
    ['ok', 'abnormal', 'abnormal'],
  ] as const)('%s, closed as %s, is %s', (status, end, result) => {
    const session = makeSession({ status });
    closeSession(session, end);
    expect(session.status).toBe(result);
  });
});

describe('a pause', () => {
  it('is no part of the duration, however often', () => {
    const session = makeSession({ started: 100, timestamp: 100 });
    pause(session, 110);
    pause(session, 120);
    expect(session.duration).toBe(10);
    expect(resume(session, 130)).toBe(true);
    expect([session.duration, resume(session, 140)]).toEqual([10, false]);
    pause(session, 150);
    closeSession(session, undefined, 500);
    expect([session.status, session.duration]).toEqual(['exited', 30]);
  });

  it('does not begin, nor end, in a session that has ended', () => {
    const session = makeSession({ started: 100, timestamp: 100, status: 'crashed' });
    pause(session, 110);
    expect([session.pausedAt, resume(session, 120)]).toEqual([undefined, false]);
  });
});
