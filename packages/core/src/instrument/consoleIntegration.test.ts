import { format } from 'node:util';
import { describe, expect, it } from 'vitest';
import { computed, reactive, ref, watchEffect } from 'vue';
import { createClient } from '../createClient';
import { getCurrentHub } from '../scope/hub';
import { consoleIntegration } from './consoleIntegration';
import { crumbs, DSN, METHODS, messages, transport, useConsole } from './fixtures/useConsole';

// Node's own
const { assert, trace } = console;
const used = useConsole();
const { start } = used;

describe('consoleIntegration', () => {
  it('is named as in the Sentry SDK', () => expect(consoleIntegration().name).toBe('Console'));

  it.each([
    ['debug', 'debug'],
    ['info', 'info'],
    ['warn', 'warning'],
    ['error', 'error'],
    ['log', 'log'],
    ['trace', 'log'],
  ] as const)('makes a breadcrumb of console.%s with level %s, and prints as before', (method, level) => {
    start();
    console[method]('cart', 7, null);
    expect(crumbs()).toEqual([
      expect.objectContaining({
        category: 'console',
        level,
        message: 'cart 7 null',
        data: { arguments: ['cart', 7, null], logger: 'console' },
      }),
    ]);
    expect(used.output).toEqual([[method, ['cart', 7, null]]]);
  });

  it('makes one of a failing assertion alone', () => {
    start();
    console.assert(true, 'fine');
    console.assert(0, 'cart', 7);
    console.assert(false);
    expect(crumbs()).toEqual([
      expect.objectContaining({ level: 'error', message: 'Assertion failed: cart 7', data: { arguments: ['cart', 7], logger: 'console' } }),
      expect.objectContaining({ level: 'error', message: 'Assertion failed' }),
    ]);
    expect(used.output.map(([, args]) => args)).toEqual([[true, 'fine'], [0, 'cart', 7], [false]]);
  });

  it('makes one of what the console prints by another of its methods', () => {
    Object.assign(console, { assert, trace });
    start();
    console.assert(false, 'cart');
    console.trace('here');
    console.warn('after');
    expect(crumbs()).toMatchObject([
      { level: 'error', message: 'Assertion failed: cart' },
      { level: 'log', message: 'here' },
      { level: 'warning', message: 'after' },
    ]);
    expect(used.output.map(([method]) => method)).toEqual(['warn', 'error', 'warn']);
  });

  it('hands output the very objects it was given, and the caller what the method returned', () => {
    console.log = ((value: unknown) => value) as typeof console.log;
    start();
    const given = {};
    expect(console.log(given)).toBe(given);
  });

  it('makes no effect of Vue depend on what it prints, and shows what stands behind it', () => {
    start();
    const form = reactive({ name: 'ann', tags: { saved: 0 } });
    const [held, double] = [ref({ a: 1 }), computed(() => form.tags.saved * 2)];
    let runs = 0;
    const stop = watchEffect(
      () => {
        runs++;
        console.log('saved', form, held, double);
      },
      { flush: 'sync' },
    );
    form.tags.saved = 1;
    held.value.a = 2;
    Object.assign(form, { added: true });
    stop();
    expect(runs).toBe(1);
    expect(crumbs()[0]?.data?.['arguments']).toMatchObject(['saved', { name: 'ann', tags: { saved: 0 } }, { a: 1 }, {}]);
  });

  it('puts placeholders in with the format it is given', () => {
    start({ format });
    console.log('%s has %d items', 'cart', 3, 'now');
    expect(messages()).toEqual(['cart has 3 items now']);
  });

  it('watches the methods it is told, and leaves the others alone', () => {
    const { log, warn } = console;
    start({ levels: ['warn'] });
    expect(console.log).toBe(log);
    expect(console.warn).not.toBe(warn);
    console.log('a');
    console.warn('b');
    expect(messages()).toEqual(['b']);
  });

  it.each([{ breadcrumbs: false as const }, { breadcrumbs: { console: false } }])('patches nothing with %j', options => {
    const { log } = console;
    start({}, options);
    expect(console.log).toBe(log);
  });

  it('is undone by close', () => {
    const untouched = METHODS.map(name => console[name]);
    const client = start();
    expect(METHODS.map(name => console[name])).not.toEqual(untouched);
    client.close();
    expect(METHODS.map(name => console[name])).toEqual(untouched);
  });

  it('shows the hook the arguments and the method, and lets it drop or change', () => {
    const seen: unknown[] = [];
    start(
      {},
      {
        beforeBreadcrumb(crumb, hint) {
          seen.push(hint);
          return crumb.message === 'drop' ? null : { ...crumb, message: 'changed' };
        },
      },
    );
    console.log('drop');
    console.log('keep');
    expect(messages()).toEqual(['changed']);
    expect(seen[0]).toEqual({ input: ['drop'], level: 'log' });
  });
});

describe('a console call made while a breadcrumb is made', () => {
  it('is printed and not recorded, and later ones are recorded again', () => {
    start(
      {},
      {
        beforeBreadcrumb(crumb) {
          console.log('from the hook');
          return crumb;
        },
      },
    );
    console.log({ toJSON: () => console.warn('from toJSON') });
    console.log('after');
    expect(messages()).toEqual(['{toJSON}', 'after']);
    expect(used.output.map(([, [first]]) => first)).toEqual(expect.arrayContaining(['from the hook', 'from toJSON', 'after']));
  });

  it('leaves it recording after a hook that throws', () => {
    let fail = true;
    start(
      {},
      {
        beforeBreadcrumb: crumb => {
          if (fail) throw new Error('hook');
          return crumb;
        },
      },
    );
    console.log('one');
    fail = false;
    console.log('two');
    expect(messages()).toEqual(['two']);
    expect(used.output).toHaveLength(2);
  });

  it('leaves it recording after an output that throws, which the caller sees', () => {
    const broken = new Error('EPIPE');
    console.log = () => {
      throw broken;
    };
    start();
    expect(() => console.log('one')).toThrow(broken);
    console.warn('two');
    expect(messages()).toEqual(['one', 'two']);
  });
});

describe('console breadcrumbs and several clients', () => {
  it('go once to the client of the context, outside of any to each client’s own scope', () => {
    start();
    const other = createClient({ dsn: DSN, transport, integrations: [consoleIntegration()] });
    used.clients.push(other);
    console.log('outside');
    expect(messages()).toEqual(['outside']);
    getCurrentHub()
      .clone()
      .run(() => {
        console.log('context');
        expect(messages()).toEqual(['outside', 'context']);
      });
    other.run(() => {
      console.log('other');
      expect(messages()).toEqual(['outside', 'other']);
    });
    expect(messages()).toEqual(['outside']);
  });

  it('do not tell what the SDK says itself, also when somebody patched over', () => {
    const client = start({}, { debug: true });
    client.warn('V000', 'test');
    client.debug('hello');
    const ours = console.warn;
    console.warn = (...args) => ours(...args);
    client.warn('V000', 'again');
    expect(messages()).toEqual([]);
    expect(used.output.length).toBeGreaterThan(0);
  });
});
