import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** One request whose body was read to its end. */
export interface Exchange {
  /** Of this very envelope, from 1. */
  attempt: number;
  /** Of all requests, from 1. */
  count: number;
  response: ServerResponse;
  socket: Socket;
  /** A 2xx is on its way. */
  accept(): void;
}
export type Answer = (exchange: Exchange) => void;

const body = '{"id":"00000000000000000000000000000000"}';

/** An answer by the book, or nearly: what is given replaces what is right. */
export function status(code: number, { headers = {}, text = body }: { headers?: Record<string, string>; text?: string } = {}): Answer {
  return ({ response, accept }) => {
    if (code >= 200 && code < 300) accept();
    response.writeHead(code, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text), ...headers }).end(text);
  };
}

/** The bytes of an answer as they stand; then the connection stays as it is. */
export function bytes(text: string): Answer {
  return ({ socket, accept }) => {
    if (/^HTTP\/1\.1 2/.test(text)) accept();
    socket.write(text);
  };
}

export const reset: Answer = ({ socket }) => void socket.resetAndDestroy();
export const hang: Answer = () => {};

/** 200, and then a body that has no end. */
export const drip: Answer = ({ response, accept }) => {
  accept();
  response.writeHead(200);
  const timer = setInterval(() => response.write('.'), 100);
  response.on('close', () => clearInterval(timer));
};

/** 200 of which a part of the body arrives. It ends in order: what a reset leaves of the head is a matter of luck. */
export const truncate: Answer = ({ response, socket, accept }) => {
  accept();
  response.writeHead(200, { 'content-length': '1000' });
  response.write(body, () => socket.end());
};

/** It took the envelope, and nobody will ever be told. */
export const takeAndReset: Answer = ({ socket, accept }) => {
  accept();
  socket.resetAndDestroy();
};

/** One after the other for each envelope, the last for all that follow. */
export const inTurn =
  (...answers: Answer[]): Answer =>
  exchange =>
    answers[Math.min(exchange.attempt, answers.length) - 1]?.(exchange);

export const after =
  (ms: number, answer: Answer): Answer =>
  exchange =>
    void setTimeout(answer, ms, exchange);
