import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import getPort from 'get-port';
import type { Engine } from '../browsers/page';
import { command } from './webDriver';
import { webKitWindows } from './webKitWindows';

export interface WebKitBinaries {
  /** WebKitWebDriver. */
  driver: string;
  miniBrowser: string;
  /** xvfb-run: there is no WebKitGTK without a display. */
  display: string;
}

/** WebKitGTK's MiniBrowser on a display of its own, over WebDriver. */
export async function startWebKit({ driver, miniBrowser, display }: WebKitBinaries): Promise<Engine> {
  const port = await getPort({ host: '127.0.0.1' });
  const url = `http://127.0.0.1:${port}`;
  // A group of its own, so that what the driver starts ends with it.
  const child = spawn(display, ['-a', driver, `--port=${port}`], { detached: true, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    try {
      process.kill(-(child.pid ?? 0), 'SIGTERM');
    } catch {
      return;
    }
    await ended;
  };
  try {
    await untilReady(url, child);
    const options = { binary: miniBrowser, args: ['--automation'] };
    const { sessionId, capabilities } = await command<{ sessionId: string; capabilities: { browserVersion: string } }>(
      `${url}/session`,
      'POST',
      {
        capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
      },
    );
    const session = `${url}/session/${sessionId}`;
    return {
      name: 'webkit',
      version: capabilities.browserVersion,
      open: await webKitWindows(session),
      async close() {
        await command(session, 'DELETE').catch(() => undefined);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(url: string, child: { exitCode: number | null }): Promise<void> {
  for (const until = Date.now() + 30_000; ; await wait(20)) {
    const status = await command<{ ready: boolean }>(`${url}/status`, 'GET').catch(() => undefined);
    if (status?.ready) return;
    if (child.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${child.exitCode}`);
    if (Date.now() > until) throw new Error('WebKitWebDriver did not answer within 30 s');
  }
}
