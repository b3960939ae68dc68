import { AsyncLocalStorage } from 'node:async_hooks';
import { createTestkit } from '@vigil/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Vigil from '../index';

let kit: ReturnType<typeof createTestkit>;
function begin(options: Vigil.VigilOptions = {}) {
  kit = createTestkit();
  return Vigil.init({ ...kit.options, ...options });
}
async function only(): Promise<Vigil.Event> {
  await Vigil.flush();
  expect(kit.events()).toHaveLength(1);
  return kit.events()[0] as Vigil.Event;
}

beforeEach(() => {
  const storage = new AsyncLocalStorage<Vigil.Hub>();
  Vigil.setContextPort({ get: () => storage.getStore(), run: (hub, fn) => storage.run(hub, fn) });
});
afterEach(async () => {
  await Vigil.close();
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});

describe('scopes', () => {
  it('merge a member that is called __proto__ like the others: no event is lost by what its setters do', async () => {
    begin();
    const trap = Object.defineProperty({}, 'order', {
      set() {
        throw new Error('trap');
      },
    });
    Vigil.setExtras(Object.defineProperty({}, '__proto__', { value: trap, enumerable: true }));
    Vigil.setTags(JSON.parse('{"__proto__":{"admin":true},"shop":"main"}'));
    Vigil.captureException(new Error('x'), { extra: { order: 8 } });
    const { extra, tags } = await only();
    expect([extra, tags]).toEqual([{ order: 8 }, { shop: 'main' }]);
  });

  it('merge global < isolation < current < capture context < event', async () => {
    begin();
    const layers = ['global', 'isolation', 'current', 'captureContext', 'event'];
    const tagsFrom = (at: number) => Object.fromEntries(layers.slice(at).map(name => [name, layers[at]]));
    Vigil.getGlobalScope().setTags(tagsFrom(0));
    Vigil.setTags(tagsFrom(1));
    Vigil.withScope(scope => {
      scope.setTags(tagsFrom(2));
      Vigil.captureEvent({ message: 'x', tags: tagsFrom(4) }, { captureContext: { tags: tagsFrom(3) } });
    });
    expect((await only()).tags).toEqual(Object.fromEntries(layers.map(name => [name, name])));
  });

  it('a list is no breadcrumb: the names of its pairs would be lost, and with them what they keep secret', async () => {
    begin();
    Vigil.addBreadcrumb([['cookie', 'sid=1']] as never);
    Vigil.addBreadcrumb(Proxy.revocable([], {}).proxy as never);
    Vigil.captureMessage('x', 'info');
    expect((await only()).breadcrumbs).toBeUndefined();
  });

  it('level of a scope wins over the event, a context is replaced whole, lists are joined', async () => {
    begin();
    Vigil.setContext('a', { one: 1, two: 2 });
    Vigil.addBreadcrumb({ message: 'isolation' });
    Vigil.withScope(scope => {
      scope.setLevel('fatal').setContext('a', { three: 3 }).setFingerprint(['{{ default }}', 'f']).setTransactionName('GET /x');
      scope.addBreadcrumb({ message: 'current' });
      Vigil.captureMessage('x', 'info');
    });
    const event = await only();
    expect(event).toMatchObject({ level: 'fatal', fingerprint: ['{{ default }}', 'f'], transaction: 'GET /x' });
    expect(event.contexts?.['a']).toEqual({ three: 3 });
    expect(event.breadcrumbs?.map(crumb => crumb.message)).toEqual(['isolation', 'current']);
  });

  it('setUser(null) clears, setContext(null) deletes, clear() forgets all', async () => {
    begin();
    Vigil.setUser({ id: '1' });
    Vigil.setUser(null);
    Vigil.setContext('gone', { a: 1 });
    Vigil.setContext('gone', null);
    Vigil.withScope(scope => {
      scope.setTag('a', 1).setExtra('b', 2);
      scope.clear();
      Vigil.captureMessage('x');
    });
    const event = await only();
    expect(event.user ?? event.contexts?.['gone'] ?? event.tags ?? event.extra).toBeUndefined();
  });
  it('setUser(null) clears those of outer scopes too', async () => {
    begin();
    Vigil.setUser({ id: 'alice', plan: 'pro' });
    Vigil.withScope(scope => {
      scope.setUser(null);
      Vigil.captureMessage('nobody');
    });
    Vigil.captureMessage('alice');
    await Vigil.flush();
    expect(kit.events().map(({ message, user }) => [message, user])).toEqual([
      ['nobody', undefined],
      ['alice', { id: 'alice', plan: 'pro' }],
    ]);
  });

  it.each([
    ['user', () => Vigil.setUser('me' as never)],
    ['tags', () => Vigil.setTags(null as never)],
    ['extra', () => Vigil.setExtras(7 as never)],
    ['contexts', () => Vigil.setContext('x', 'text' as never)],
  ])('%s ignores what it cannot take, with one warning', (name, act) => {
    const warnings: unknown[] = [];
    begin({ logger: { warn: text => void warnings.push(text) } });
    act();
    act();
    expect(warnings).toEqual([`[vigil] V020 ${name}`]);
  });

  it('a tag that is no primitive becomes a short safe text, a long key is cut', async () => {
    begin();
    Vigil.setTag('object', { a: 1 } as never);
    Vigil.setTag('k'.repeat(300), 'v');
    Vigil.captureMessage('x');
    const { tags } = await only();
    expect(tags?.['object']).toBe('{"a":1}');
    expect(Object.keys(tags ?? {}).map(key => key.length)).toEqual([6, 200]);
  });

  it("a fork and its origin never see each other's later writes", () => {
    const write = fc.record({ side: fc.boolean(), key: fc.constantFrom('a', 'b'), value: fc.integer() });
    fc.assert(
      fc.property(fc.array(write), fc.array(write), (before, after) => {
        const origin = new Vigil.Scope();
        const expected = [{} as Record<string, number>, {} as Record<string, number>];
        for (const { key, value } of before) {
          origin.setTag(key, value);
          for (const each of expected) each[key] = value;
        }
        const sides = [origin, origin.clone()];
        for (const { side, key, value } of after) {
          sides[+side]?.setTag(key, value).addBreadcrumb({ message: `${key}${value}` });
          (expected[+side] as Record<string, number>)[key] = value;
        }
        expect(sides.map(scope => scope.getScopeData().tags)).toEqual(expected);
        expect(sides.map(scope => scope.getScopeData().breadcrumbs.length)).toEqual(
          [false, true].map(which => after.filter(({ side }) => side === which).length),
        );
      }),
    );
  });

  it('never throw, and ignore what cannot be read or named', async () => {
    begin({ logger: false });
    const unreadable = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const unnamed = {
      toString: () => {
        throw new Error('no');
      },
    } as never;
    Vigil.setTag('kept', 'yes');
    Vigil.setUser({ id: 'kept' });
    Vigil.setTag(unnamed, 1);
    Vigil.setContext(unnamed, {});
    Vigil.setExtra(unnamed, 1);
    for (const set of [Vigil.setUser, Vigil.setTags, Vigil.setExtras]) set(unreadable as never);
    Vigil.withScope(scope => {
      scope
        .update(unreadable)
        .update(() => {
          throw new Error('mine');
        })
        .addAttachment(unreadable as never);
      scope.addScopeListener(() => {
        throw new Error('mine');
      });
      scope.setLevel('fatal');
      Vigil.captureMessage('x', unreadable as never);
    });
    const { tags, user, level, extra } = await only();
    expect({ tags, user, level, extra }).toEqual({ tags: { kept: 'yes' }, user: { id: 'kept' }, level: 'fatal', extra: undefined });
  });

  it('keep what was said when it was set', async () => {
    begin();
    const user = { id: 'then' };
    Vigil.setUser(user);
    user.id = 'now';
    Vigil.captureMessage('x');
    expect((await only()).user).toEqual({ id: 'then' });
  });

  it('tell their listeners', () => {
    const scope = new Vigil.Scope();
    const seen: unknown[] = [];
    scope.addScopeListener(changed => seen.push(changed));
    scope.setTag('a', 1);
    expect(seen).toEqual([scope]);
  });
});

describe('isolation', () => {
  it('keeps parallel tasks apart', async () => {
    begin();
    await Promise.all(
      [1, 2, 3].map(n =>
        Vigil.withIsolationScope(async () => {
          Vigil.setUser({ id: n });
          Vigil.addBreadcrumb({ message: `crumb ${n}` });
          await new Promise(resolve => setTimeout(resolve, 4 - n));
          Vigil.captureMessage(`from ${n}`);
        }),
      ),
    );
    await Vigil.flush();
    for (const n of [1, 2, 3]) {
      const event = kit.expectEvent(`from ${n}`);
      expect(event.user).toEqual({ id: n });
      expect(event.breadcrumbs?.map(crumb => crumb.message)).toEqual([`crumb ${n}`]);
    }
  });

  it('scenario 10: what is set outside any context is on events outside, never on those inside', async () => {
    begin();
    Vigil.setUser({ id: 'nobody' });
    Vigil.getGlobalScope().setUser({ id: 'global' });
    Vigil.addBreadcrumb({ message: 'start-up' });
    Vigil.setTag('process', 'yes');
    new Vigil.Hub().run(() => Vigil.captureMessage('inside'));
    Vigil.withIsolationScope(() => Vigil.captureMessage('isolated'));
    Vigil.captureMessage('outside');
    await Vigil.flush();
    for (const name of ['inside', 'isolated']) {
      const event = kit.expectEvent(name);
      expect(event.user ?? event.breadcrumbs).toBeUndefined();
      expect(event.tags).toEqual({ process: 'yes' });
    }
    const outside = kit.expectEvent('outside');
    expect(outside.user).toEqual({ id: 'nobody' });
    expect(outside.breadcrumbs).toHaveLength(1);
  });

  it('the global scope gives contexts its tags, never a user or breadcrumbs, and says so once', async () => {
    const warnings: unknown[] = [];
    begin({ logger: { warn: text => void warnings.push(text) } });
    const global = Vigil.getGlobalScope().setTag('global', 'yes').setUser({ id: 'global' });
    global.addBreadcrumb({ message: 'global' });
    for (const name of ['a', 'b']) new Vigil.Hub().run(() => Vigil.captureMessage(name));
    Vigil.captureMessage('outside');
    await Vigil.flush();
    for (const name of ['a', 'b']) {
      const { tags, user, breadcrumbs } = kit.expectEvent(name);
      expect({ tags, user, breadcrumbs }).toEqual({ tags: { global: 'yes' }, user: undefined, breadcrumbs: undefined });
    }
    expect(kit.expectEvent('outside')).toMatchObject({ user: { id: 'global' }, breadcrumbs: [{ message: 'global' }] });
    expect(warnings).toEqual(['[vigil] V021 user']);
  });

  it("client.run stays in a context that is the client's already", async () => {
    const client = begin();
    new Vigil.Hub().run(() => {
      client.run(() => Vigil.setUser({ id: 'inside' }));
      client.bind(() => Vigil.addBreadcrumb({ message: 'inside' }))();
      Vigil.captureMessage('inside');
    });
    Vigil.captureMessage('outside');
    await Vigil.flush();
    expect(kit.expectEvent('inside')).toMatchObject({ user: { id: 'inside' }, breadcrumbs: [{ message: 'inside' }] });
    const outside = kit.expectEvent('outside');
    expect(outside.user ?? outside.breadcrumbs).toBeUndefined();
  });

  it('a function made by client.bind has the `this` it is called with', () => {
    const client = begin();
    const id = client.bind(function (this: { lastID: number } | void) {
      return this?.lastID;
    });
    expect([Reflect.apply(id, { lastID: 7 }, []), id()]).toEqual([7, undefined]);
  });

  it('nested inside a context inherits it', async () => {
    begin();
    new Vigil.Hub().run(() => {
      Vigil.setUser({ id: 'request' });
      Vigil.withIsolationScope(() => {
        Vigil.setTag('inner', 1);
        Vigil.captureMessage('inner');
      });
      Vigil.captureMessage('outer');
    });
    await Vigil.flush();
    expect(kit.expectEvent('inner')).toMatchObject({ user: { id: 'request' }, tags: { inner: 1 } });
    expect(kit.expectEvent('outer').tags).toBeUndefined();
  });

  it("a sealed context lets go of its data: later writes are ignored, later events are the process's", async () => {
    begin();
    Vigil.setTag('process', 'yes');
    const hub = new Vigil.Hub();
    hub.request = { url: '/' };
    let inner: Vigil.Hub | undefined;
    hub.run(() => {
      Vigil.setUser({ id: 'u' });
      Vigil.setTag('request', 'yes');
      Vigil.addBreadcrumb({ message: 'b' });
      Vigil.withScope(scope => {
        scope.setUser({ id: 'inner' });
        inner = Vigil.getCurrentHub();
      });
    });
    hub.seal();
    for (const each of [hub, inner as Vigil.Hub]) {
      each.run(() => {
        Vigil.setUser({ id: 'late' });
        Vigil.addBreadcrumb({ message: 'late' });
        Vigil.captureMessage('late', { tags: { own: 'kept' } });
      });
    }
    await Vigil.flush();
    expect(kit.events()).toHaveLength(2);
    for (const event of kit.events()) {
      expect(event.user ?? event.breadcrumbs).toBeUndefined();
      expect(event.tags).toEqual({ process: 'yes', own: 'kept' });
    }
    expect(hub.getIsolationScope().getScopeData().request).toBeUndefined();
  });
});

describe('a hub carried by hand', () => {
  it('clone keeps the trace and has scopes of its own; bind runs later in them', async () => {
    begin();
    const hub = Vigil.getCurrentHub().clone();
    hub.getScope().setTag('region', 'us-east-1');
    const bound = hub.bind((text: string) => Vigil.captureMessage(text));
    bound('later');
    Vigil.captureMessage('elsewhere');
    await Vigil.flush();
    const [later, elsewhere] = [kit.expectEvent('later'), kit.expectEvent('elsewhere')];
    expect(later.tags).toEqual({ region: 'us-east-1' });
    expect(elsewhere.tags).toBeUndefined();
    expect(later.contexts?.['trace']?.['trace_id']).toBe(elsewhere.contexts?.['trace']?.['trace_id']);
  });

  it('works where no async context exists', async () => {
    Vigil.setContextPort(undefined);
    begin();
    Vigil.getCurrentHub()
      .clone()
      .run(hub => {
        hub.setTag('a', 1);
        hub.captureException(new Error('in hub'));
      });
    const event = await only();
    expect(event.tags).toEqual({ a: 1 });
  });

  it('captures, and remembers the last event id per isolation scope', async () => {
    begin();
    const hub = new Vigil.Hub();
    const id = hub.captureMessage('x');
    expect(hub.lastEventId()).toBe(id);
    expect(Vigil.lastEventId()).toBeUndefined();
  });
});

describe('the trace of a context that brings one', () => {
  const trace = 'c'.repeat(32);
  it.each([
    ['is continued where the platform can read it', Vigil.continueFrom, trace],
    ['is a new one where it cannot', undefined, expect.not.stringMatching(trace)],
  ])('%s', async (_what, resumeTrace, expected) => {
    kit = createTestkit();
    const platform = {
      sdkName: 'x',
      name: 'x',
      stackParser: () => [],
      transport: undefined,
      defaultIntegrations: () => [],
      server: true,
      ...(resumeTrace && { resumeTrace }),
    };
    const client = Vigil.createClient(kit.options, platform);
    const hub = new Vigil.Hub(client);
    hub.incoming = { sentryTrace: `${trace}-${'d'.repeat(16)}-1` };
    const id = hub.captureMessage('x');
    await client.flush();
    expect(kit.expectEvent(event => event.event_id === id).contexts?.['trace']?.['trace_id']).toEqual(expected);
  });
});

describe('breadcrumbs', () => {
  it('are a snapshot of what was true, with a time, within the count', async () => {
    begin({ maxBreadcrumbs: 3 });
    const data = { state: 'before' };
    for (let i = 0; i < 10; i++) Vigil.addBreadcrumb({ message: `${i}`, data });
    data.state = 'after';
    Vigil.captureMessage('x');
    const { breadcrumbs = [] } = await only();
    expect(breadcrumbs.map(crumb => crumb.message)).toEqual(['7', '8', '9']);
    expect(breadcrumbs[0]?.data).toEqual({ state: 'before' });
    expect(breadcrumbs[0]?.timestamp).toBe(kit.clock.now() / 1000);
  });

  it('are within the bytes, oldest out, one large one cut', async () => {
    begin({ maxBreadcrumbBytes: 4_000 });
    for (let i = 0; i < 100; i++) Vigil.addBreadcrumb({ message: `${i}`, data: { text: 'x'.repeat(300) } });
    Vigil.addBreadcrumb({ message: 'large', data: { text: 'y'.repeat(1_000_000) } });
    Vigil.captureMessage('x');
    const { breadcrumbs = [] } = await only();
    expect(JSON.stringify(breadcrumbs).length).toBeLessThan(5_000);
    expect(breadcrumbs.at(-1)?.message).toBe('large');
    expect(breadcrumbs.length).toBeGreaterThan(2);
  });

  it('beforeBreadcrumb changes or drops; one that throws drops and is counted', async () => {
    const client = begin({
      beforeBreadcrumb(crumb) {
        if (crumb.message === 'throw') throw new Error('no');
        return crumb.message === 'drop' ? null : { ...crumb, category: 'seen' };
      },
    });
    for (const message of ['keep', 'drop', 'throw']) Vigil.addBreadcrumb({ message });
    Vigil.addBreadcrumb('text' as never);
    Vigil.captureMessage('x');
    expect((await only()).breadcrumbs).toMatchObject([{ message: 'keep', category: 'seen' }]);
    expect(client.stats().hookErrors).toBe(1);
  });

  it('maxBreadcrumbs: 0 keeps none; clearBreadcrumbs and getLastBreadcrumb work', async () => {
    begin({ maxBreadcrumbs: 0 });
    Vigil.addBreadcrumb({ message: 'x' });
    const scope = new Vigil.Scope();
    scope.addBreadcrumb({ message: 'a' }, 10).addBreadcrumb({ message: 'b' }, 10);
    expect(scope.getLastBreadcrumb()?.message).toBe('b');
    expect(scope.clearBreadcrumbs().getLastBreadcrumb()).toBeUndefined();
    Vigil.captureMessage('x');
    expect((await only()).breadcrumbs).toBeUndefined();
  });
});
