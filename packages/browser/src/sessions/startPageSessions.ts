import { type Client, endSession, identifySession, type Session, startSession } from '@vigil/core';
import { watchHistory } from '../navigation/watchHistory';

/** Within this time a page is idle once, in milliseconds. */
const IDLE_MS = 2000;

/** Counts this page as a session, each of its routes as one of their own with `perRoute`. Returns the stop. */
export function startPageSessions(client: Client, perRoute: boolean): () => void {
  const { home } = client;
  const scope = home.getIsolationScope();
  const sessionNow = () => scope.getSession() as Session | undefined;
  const stops: Array<() => void> = [];
  let user = scope.getUser();
  let told = '';
  let isOn = true;

  function tell(): void {
    const session = sessionNow();
    if (isOn && session?.status === 'ok' && stateOf(session) !== told) client.captureSession(session);
  }
  function begin(): void {
    home.run(() => startSession({ ignoreDuration: true }));
    whenIdle(tell);
  }
  function listen(target: EventTarget, type: string, heed: () => void): void {
    // in the capture phase, before whatever else sends at that moment
    target.addEventListener(type, heed, true);
    stops.push(() => target.removeEventListener(type, heed, true));
  }
  // never `unload` or `beforeunload`: they keep a page out of the back/forward cache. One that comes from there goes on with its session.
  listen(globalThis as unknown as EventTarget, 'visibilitychange', () => document.visibilityState === 'hidden' && tell());
  listen(globalThis as unknown as EventTarget, 'pagehide', tell);
  stops.push(
    client.on('session', (session: Session) => void (told = stateOf(session))),
    client.on('close', () => home.run(endSession)),
  );
  if (perRoute) stops.push(watchHistory(client, (_navigation, owner) => void (owner === client && begin())));
  scope.addScopeListener(() => {
    if (!isOn || scope.getUser() === user) return;
    user = scope.getUser();
    home.run(identifySession);
    if (!sessionNow()?.init) tell();
  });
  // a page that is made ready beforehand may never be seen
  if ((document as Document & { prerendering?: boolean }).prerendering) listen(document, 'prerenderingchange', begin);
  else begin();
  return () => {
    isOn = false;
    for (const stop of stops) stop();
  };
}

function stateOf({ sid, errors, did }: Session): string {
  return `${sid} ${errors} ${did}`;
}

function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: IDLE_MS });
  else setTimeout(callback, IDLE_MS);
}
