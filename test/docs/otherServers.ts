import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { GraphQLError } = require('graphql');
const { createSchema, createYoga } = require('graphql-yoga');
const { initTRPC, TRPCError } = require('@trpc/server');
const { createHTTPServer } = require('@trpc/server/adapters/standalone');
const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');
const { StreamableHTTPServerTransport } = require('@modelcontextprotocol/sdk/server/streamableHttp.js');
const { z } = createRequire(require.resolve('@modelcontextprotocol/server'))('zod');
const { Server } = require('socket.io');
const { io } = require('socket.io-client');
const { WebSocket, WebSocketServer } = require('ws');

/** What the examples of docs/frameworks/other-servers.md import. */
export const otherServers = {
  Koa: require('koa'),
  Router: require('@koa/router').Router,
  Hapi: require('@hapi/hapi'),
  Boom: require('@hapi/boom'),
  connect: require('connect'),
  GraphQLError,
  createSchema,
  createYoga,
  initTRPC,
  TRPCError,
  createHTTPServer,
  McpServer,
  StreamableHTTPServerTransport,
  z,
  Server,
  WebSocketServer,
};

/** Sends an order to the server of an example as its user `ada`, and waits for the answer. */
export function sendMessage(port: number, text: string, code: string): Promise<string> {
  return code.includes('socket.io') ? emitOrder(port, text) : sendText(port, text);
}

function emitOrder(port: number, text: string): Promise<string> {
  const socket = io(`http://127.0.0.1:${port}`, { auth: { user: 'ada' }, forceNew: true, reconnection: false });
  const answer = socket.timeout(5_000).emitWithAck('order', JSON.parse(text));
  return answer.finally(() => socket.disconnect());
}

function sendText(port: number, text: string): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/?user=ada`);
  socket.on('open', () => socket.send(text));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (answer: Buffer) => {
      socket.close();
      resolve(String(answer));
    });
  });
}
