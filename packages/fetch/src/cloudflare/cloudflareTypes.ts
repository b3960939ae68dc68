// What is used of the types of Workers, whose own package an application may have or not. Methods, so that theirs fit.

interface Execution {
  waitUntil(promise: Promise<unknown>): void;
  passThroughOnException(): void;
  /** Of the bindings' own, where the runtime has them. */
  props: unknown;
}
interface Controller {
  cron: string;
  scheduledTime: number;
  noRetry(): void;
}
interface Message<Body> {
  id: string;
  body: Body;
  attempts: number;
  ack(): void;
  retry(): void;
}
interface Batch<Body> {
  queue: string;
  messages: ReadonlyArray<Message<Body>>;
  ackAll(): void;
  retryAll(): void;
}
interface Email {
  from: string;
  to: string;
  setReject(reason: string): void;
}

/** The object that a worker exports. */
export interface ExportedHandlerOf<Env, Body = unknown> {
  fetch?(request: Request, env: Env, ctx: Execution): Response | Promise<Response>;
  scheduled?(controller: Controller, env: Env, ctx: Execution): unknown;
  queue?(batch: Batch<Body>, env: Env, ctx: Execution): unknown;
  email?(message: Email, env: Env, ctx: Execution): unknown;
  tail?(events: unknown[], env: Env, ctx: Execution): unknown;
}
/** A class that the runtime makes an object of: a `WorkerEntrypoint`, a `DurableObject`, a `WorkflowEntrypoint`. */
export type ClassOf<Env> = new (ctx: never, env: Env) => object;

/** What a middleware of Pages is given. */
export interface PagesContextOf<Env> {
  request: Request;
  env: Env;
  next(): Promise<Response>;
  waitUntil(promise: Promise<unknown>): void;
}
