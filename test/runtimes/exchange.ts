import { createServer } from 'node:http';
import net from 'node:net';

/** One request as bytes, and all bytes that come back until the server closes; dates are masked. */
export function exchange(url: string, path: string, { leave }: { leave?: boolean } = {}): Promise<string> {
  return new Promise(resolve => {
    const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
    let said = '';
    socket.on('error', () => {});
    socket.on('data', chunk => {
      said += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(said.replace(/^date: .*$/gim, 'date: masked')));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    if (leave) setTimeout(() => socket.destroy(), 50);
  });
}

/** A server that answers for event n once it is told that event n was read. */
export async function startGate() {
  const waiting = new Map<string, () => void>();
  const read = new Set<string>();
  const server = createServer((req, res) => {
    const n = req.url!.slice(1);
    const open = () => res.end('open');
    if (read.has(n)) open();
    else waiting.set(n, open);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    tell(n: number): void {
      read.add(`${n}`);
      waiting.get(`${n}`)?.();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
