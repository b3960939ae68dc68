// A Durable Object: what the runtime calls, and a method that is called by RPC.
import { DurableObject, env } from 'cloudflare:workers';
import * as Vigil from '@vigil/fetch/als';

Vigil.init({ dsn: env.SENTRY_DSN });

const failLater = async (way, user) => {
  Vigil.setUser({ id: user });
  await scheduler.wait(50);
  throw new Error(`${way} failed for ${user}`);
};

export class Room extends DurableObject {
  async fetch(request) {
    const [way, user] = new URL(request.url).pathname.slice(1).split('/');
    if (way === 'fetch') await failLater(way, user);
    if (way === 'waitUntil') this.ctx.waitUntil(failLater(way, user));
    if (way === 'alarm') await this.ctx.storage.setAlarm(Date.now());
    if (way !== 'webSocketMessage') return new Response('ok');
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server, [user]);
    return new Response(null, { status: 101, webSocket: client });
  }
  async price(user) {
    await failLater('price', user);
  }
  async alarm() {
    await failLater('alarm', 'ann');
  }
  async webSocketMessage(socket) {
    await failLater('webSocketMessage', this.ctx.getTags(socket)[0]);
  }
}
Room.prototype.fetch = Vigil.wrapFetchHandler(Room.prototype.fetch);
for (const name of ['price', 'alarm', 'webSocketMessage'])
  Room.prototype[name] = Vigil.wrapHandler(Room.prototype[name], { name: `Room.${name}`, system: 'durable_object' });

export default {
  async fetch({ url, headers }, { Room: rooms }) {
    const room = rooms.getByName('one');
    const [, way, user] = new URL(url).pathname.split('/');
    const answer = await (way === 'price'
      ? room.price(user)
      : room.fetch(url, { headers: way === 'webSocketMessage' ? { Upgrade: 'websocket' } : headers })
    ).catch(error => new Response(error.message));
    if (!answer.webSocket) return answer;
    answer.webSocket.accept();
    answer.webSocket.send('hello');
    await scheduler.wait(200);
    return new Response('ok');
  },
};
