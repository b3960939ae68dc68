import { readFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo, ListenOptions } from 'node:net';
import type { Event } from '@vigil/core';
import * as ForExpress from '@vigil/express';
import * as ForFastify from '@vigil/fastify';
import * as Vigil from '@vigil/node';
import { createTestkit, type Testkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Claim, claimsOf, messagesOf, type Sent } from './claims';
import { examplesOf, runExample } from './examples';
import { otherServers, sendMessage } from './otherServers';

const from = (folder: string) => createRequire(new URL(`../../packages/${folder}/package.json`, import.meta.url));
const express: (() => object) & object = from('express')('express5');
const Fastify: (options?: object) => object = from('fastify')('fastify5');

/** By page: the names its examples use besides `Vigil`, `app` and `process`. */
const pages = {
  express: { sdk: ForExpress, makeApp: () => express(), names: { express } },
  fastify: { sdk: ForFastify, makeApp: () => Fastify(), names: { Fastify } },
  'node-http': { sdk: Vigil, makeApp: () => ({}), names: { http } },
  'other-servers': { sdk: Vigil, makeApp: () => new otherServers.Koa(), names: { http, ...otherServers } },
};

let kit: Testkit;
let server: http.Server | undefined;
let signals: Record<string, () => unknown>;
const { listen } = http.Server.prototype;

beforeEach(() => {
  kit = createTestkit();
  signals = {};
  // where some frameworks write what they caught
  vi.spyOn(console, 'error').mockImplementation(() => {});
  // an example says port 3000; whatever it makes listens where there is room
  http.Server.prototype.listen = function (this: http.Server, ...args: unknown[]) {
    server = this;
    const [where, ...rest] = args as [number | ListenOptions];
    const anywhere = typeof where === 'object' ? { ...where, port: 0, host: '127.0.0.1' } : 0;
    return Reflect.apply(listen, this, [anywhere, ...rest]);
  } as never;
});
afterEach(async () => {
  vi.restoreAllMocks();
  http.Server.prototype.listen = listen;
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  await Vigil.close();
});

const portOf = () => ((server as http.Server).address() as AddressInfo).port;

async function expectSent(sent: Sent, answer: string): Promise<void> {
  await Vigil.flush();
  const events: Event[] = kit.events();
  kit.reset();
  expect(events).toMatchObject(sent ? [sent(answer)] : []);
}

async function hold(claim: Claim): Promise<void> {
  const { method, path, body, status, sent } = claim;
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const answer = await fetch(`http://127.0.0.1:${portOf()}${path}`, { method, ...(body && { body, headers }) });
  const text = await answer.text();
  expect(answer.status).toBe(status);
  await expectSent(sent, text);
}

describe.each(Object.entries(pages))('docs/frameworks/%s.md', (page, { sdk, makeApp, names }) => {
  const examples = examplesOf(readFileSync(new URL(`../../docs/frameworks/${page}.md`, import.meta.url), 'utf8'), 'js');

  it('has examples, and each says what comes of it', () => {
    expect(examples.length).toBeGreaterThan(4);
    const told = (code: string) => claimsOf(code).length + messagesOf(code).length > 0 || code.includes('// SIGTERM');
    expect(examples.filter(code => !told(code))).toEqual([]);
  });

  it.each(examples.map((code, at) => [`${at + 1}`, code] as const))('example %s does what it says', async (_number, code) => {
    const init = (options: object) => sdk.init({ ...kit.options, ...options, dsn: kit.options.dsn });
    if (!code.includes('Vigil.init(')) init({});
    await runExample(code.replace(/^import .*$/gm, ''), {
      Vigil: { ...sdk, init },
      // what an example makes itself is its own
      ...(!/^const app = /m.test(code) && { app: makeApp() }),
      ...names,
      process: { env: {}, once: (signal: string, end: () => unknown) => void (signals[signal] = end) },
    });
    await expect.poll(() => server?.listening).toBe(true);
    for (const claim of claimsOf(code)) await hold(claim);
    for (const { text, sent } of messagesOf(code)) await expectSent(sent, await sendMessage(portOf(), text, code));
    if (!code.includes('// SIGTERM')) return;
    const id = Vigil.captureException(new Error('the last one'));
    await signals['SIGTERM']?.();
    await expect.poll(() => Vigil.getClient()?.isEnabled()).toBe(false);
    expect(kit.events().map(event => event.event_id)).toEqual([id]);
  });
});
