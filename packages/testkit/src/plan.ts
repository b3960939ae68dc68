/**
 * How the server answers one request. A number is a status; `reset` breaks the connection off, `hang` never answers;
 * `delayMs` waits before the head of the answer, `dripMs` between the bytes of its body.
 */
export type Answer =
  | number
  | 'reset'
  | 'hang'
  | { status?: number; headers?: Record<string, string>; body?: string; delayMs?: number; dripMs?: number };
/** One answer for all requests, one for each with the last repeated, or a function of the request's number, counted from 1. */
export type Plan = Answer | Answer[] | ((n: number, request: PlannedRequest) => Answer);
export interface PlannedRequest {
  url: string;
  /** The types of the items in the envelope. */
  items: string[];
}

/** An answer with everything in it. `headers` are in lower case. */
export interface FullAnswer {
  kind: 'answer' | 'reset' | 'hang';
  status: number;
  headers: Record<string, string>;
  body: string;
  delayMs: number;
  dripMs: number;
}

export interface Planner {
  /** A new plan; requests are counted from 1 again. */
  respond(plan: Plan): void;
  next(request: PlannedRequest & { eventId?: unknown }): FullAnswer;
  /** Back to the plan of the beginning. */
  reset(): void;
}

export function createPlanner(first: Plan = 200): Planner {
  let plan = first;
  let count = 0;
  const respond = (next: Plan) => {
    plan = next;
    count = 0;
  };
  return {
    respond,
    reset: () => respond(first),
    next({ eventId, ...request }) {
      count++;
      return complete(choose(plan, count, request), eventId);
    },
  };
}

function choose(plan: Plan, n: number, request: PlannedRequest): Answer {
  if (typeof plan === 'function') return plan(n, request);
  return Array.isArray(plan) ? (plan[Math.min(n, plan.length) - 1] ?? 200) : plan;
}

function complete(answer: Answer, eventId: unknown): FullAnswer {
  const given = typeof answer === 'object' && answer ? answer : { status: typeof answer === 'number' ? answer : 200 };
  const { status = 200, headers = {}, body = defaultBody(status, eventId), delayMs = 0, dripMs = 0 } = given;
  const lowerCased = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { kind: typeof answer === 'string' ? answer : 'answer', status, headers: lowerCased, body, delayMs, dripMs };
}

/** As Sentry answers: the id it stored, or what was wrong (protocol 6.1). */
function defaultBody(status: number, eventId: unknown): string {
  if (status >= 400) return JSON.stringify({ detail: `answered ${status} as planned` });
  return JSON.stringify(typeof eventId === 'string' ? { id: eventId } : {});
}
