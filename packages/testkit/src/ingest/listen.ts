import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Listening {
  dsn: string;
  url: string;
  close(): Promise<void>;
}

/** Rejects when the port cannot be had. */
export async function listen(server: Server, port: number, host: string): Promise<Listening> {
  const close = trackSockets(server);
  const address = await new Promise<AddressInfo>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
  const at = toHost(address);
  return { url: `http://${at}`, dsn: `http://testkit@${at}/1`, close };
}

/** `server.close()` waits for idle keep-alive connections and for answers that never come: these are destroyed instead. */
function trackSockets(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  let closed: Promise<void> | undefined;
  return () => {
    closed ??= new Promise(resolve => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
    return closed;
  };
}

/** An address that a client on this machine can reach, also when the server listens on all. */
function toHost({ address, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `127.0.0.1:${port}`;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
