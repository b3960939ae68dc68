import { type Client, endSession, identifySession, type Session, startSession, stopAll } from '@vigil/core';
import { watchHistory } from '../navigation/watchHistory';
import { listen } from '../owners/listen';

/** Within this time a page is idle once, in milliseconds. */
const IDLE_MS = 2000;

/** Counts this page as a session, each of its routes as one of their own with `perRoute`. Returns the stop. */
export function startPageSessions(client: Client, perRoute: boolean): () => void {
  const { home } = client;
  const scope = home.getIsolationScope();
  const sessionNow = () => scope.getSession() as Session | undefined;
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
  // never `unload` or `beforeunload`: they keep a page out of the back/forward cache. One that comes from there goes on with its session.
  const stops = [
    // in the capture phase, before whatever else sends at that moment
    listen(globalThis, 'visibilitychange', () => document.visibilityState === 'hidden' && tell(), true),
    listen(globalThis, 'pagehide', tell, true),
    client.on('session', (session: Session) => void (told = stateOf(session))),
    client.on('close', () => home.run(endSession)),
    perRoute && watchHistory(client, (_navigation, owner) => void (owner === client && begin())),
  ];
  scope.addScopeListener(() => {
    if (!isOn || scope.getUser() === user) return;
    user = scope.getUser();
    home.run(identifySession);
    if (!sessionNow()?.init) tell();
  });
  // a page that is made ready beforehand may never be seen
  if ((document as Document & { prerendering?: boolean }).prerendering) stops.push(listen(document, 'prerenderingchange', begin, true));
  else begin();
  return () => {
    isOn = false;
    stopAll(stops)();
  };
}

function stateOf({ sid, errors, did }: Session): string {
  return `${sid} ${errors} ${did}`;
}

function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(callback, { timeout: IDLE_MS });
  else setTimeout(callback, IDLE_MS);
}
