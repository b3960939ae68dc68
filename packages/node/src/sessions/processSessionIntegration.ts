import {
  type Client,
  closeSession,
  followSessions,
  type Integration,
  identifySession,
  makeSession,
  type Session,
  sessionsOff,
} from '@vigil/core';
import { isWorkerThread } from '../processEnd/isWorkerThread';

/**
 * `ProcessSession`: one session for the run of this process, sent with its first error and at its end. The first request that the Http
 * integration counts takes its place: a server is judged by its requests. Default on; without a release it is off.
 */
export function processSessionIntegration(): Integration {
  return {
    name: 'ProcessSession',
    setup(client) {
      const off = sessionsOff(client);
      if (off) client.debug(`the session of the process is off by ${off}`);
      // the end of a thread is not that of the process
      else if (!isWorkerThread()) startProcessSession(client);
    },
  };
}

function startProcessSession(client: Client): void {
  const { now = Date.now, uuid } = client.getOptions().deps ?? {};
  const scope = client.home.getIsolationScope();
  const seconds = () => now() / 1000;
  const session = makeSession({ timestamp: seconds(), ...(uuid && { sid: uuid() }) });
  let ending = false;
  const endAs = (last: Session | undefined, isTold: boolean): void => {
    if (last?.status !== 'ok') return;
    if (last === scope.getSession()) identify();
    closeSession(last, undefined, seconds());
    if (isTold) client.captureSession(last);
  };
  const end = (): void => {
    endAs(scope.getSession() as Session | undefined, true);
    scope.setSession();
  };

  // who it is of, once somebody says it of the process: of no request
  const identify = (): void => client.home.run(identifySession);
  client.on('sessionEvent', identify);
  followSessions(client);
  scope.setSession(session);
  client.on('startRequestSession', () => {
    endAs(session, !session.init);
    if (scope.getSession() === session) scope.setSession();
  });
  client.on('beforeExit', end);
  // what is still to be captured on the way counts: the end itself comes when all of it has its say
  for (const hook of ['exit', 'close']) client.on(hook, () => void (ending = true));
  client.on('report', () => ending && end());
}
