// As programs for Sentry's package for Workers are written, another import apart.
import { DurableObject } from 'cloudflare:workers';
import * as Sentry from '@vigil/fetch/cloudflare';

const options = env => ({ dsn: env.SENTRY_DSN });

class RoomBase extends DurableObject {
  #door;
  constructor(ctx, env) {
    super(ctx, env);
    this.#door = 'open';
  }
  async fetch(request) {
    return this.enter(new URL(request.url).pathname.split('/').at(-1), 'fetch');
  }
  // called by RPC, and by the object itself
  async enter(user, way) {
    Sentry.setUser({ id: user });
    await scheduler.wait(50);
    return this.answer(user, way);
  }
  answer(user, way) {
    if (user !== 'ann') return new Response(this.#door);
    throw new Error(`${way} failed for ${user}`);
  }
  async alarm() {
    await this.enter('ann', 'alarm');
  }
  async wake() {
    await this.ctx.storage.setAlarm(Date.now());
  }
  get door() {
    return this.#door;
  }
}
export const Room = Sentry.instrumentDurableObjectWithSentry(options, RoomBase);

export default Sentry.withSentry(options, {
  async fetch(request, env) {
    const [, way, user] = new URL(request.url).pathname.split('/');
    const room = env.Room.getByName('one');
    if (way === 'worker') throw new Error(`worker failed for ${user}`);
    // another request's, and this one's, user stay out of the object
    Sentry.setUser({ id: 'outer' });
    try {
      if (way === 'rpc') await room.enter(user, 'rpc');
      else if (way === 'alarm') await room.wake();
      else await room.fetch(`http://room/${user}`);
    } catch (error) {
      return new Response(error.message);
    }
    return new Response(await room.door);
  },
});
