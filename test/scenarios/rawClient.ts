import { once } from 'node:events';
import net from 'node:net';

/** What to write, one TCP packet each; then the client waits until the server closes, or leaves by itself when told so. */
export interface Conversation {
  packets: string[];
  /** Breaks the connection off when this has come. Empty: right after the last packet. */
  leaveAt?: string;
}

/** A request as bytes, the last of its connection unless told otherwise. */
export function rawRequest(path: string, id: string, { method = 'GET', headers = [] as string[], body = '', last = true } = {}): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'Host: a', `X-Request-Id: ${id}`, ...headers, ...(last ? ['Connection: close'] : [])];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** All bytes that a server says until the connection is closed; dates are masked. A server that keeps silent for 20 s is said to hang. */
export async function converse(url: string, { packets, leaveAt }: Conversation): Promise<string> {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1').setNoDelay();
  let said = '';
  socket.on('error', () => {});
  socket.on('data', chunk => {
    said += chunk.toString('latin1');
    if (leaveAt && said.includes(leaveAt)) socket.destroy();
  });
  socket.setTimeout(20_000, () => {
    said += ' hangs';
    socket.destroy();
  });
  const closed = new Promise(done => socket.on('close', done));
  await once(socket, 'connect');
  for (const packet of packets) await new Promise(done => socket.write(packet, 'latin1', done));
  if (leaveAt === '') socket.destroy();
  await closed;
  return said.replace(/^date: .*$/gim, 'date: masked');
}
