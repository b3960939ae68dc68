import type { Event, StackFrame } from '@vigil/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatReport } from './formatReport';

const own = (file: string, name: string, lineno: number, code: [string[], string, string[]] = [[], '', []]): StackFrame => ({
  filename: file,
  function: name,
  lineno,
  colno: 5,
  in_app: true,
  ...(code[1] && { pre_context: code[0], context_line: code[1], post_context: code[2] }),
});
const library = (file: string, lineno: number): StackFrame => ({ filename: file, function: 'handle', lineno, colno: 1, in_app: false });

const callers = [
  library('node:internal/process/task_queues', 95),
  library('/app/node_modules/.pnpm/express@5/node_modules/express/lib/layer.js', 1),
  library('/app/node_modules/.pnpm/express@5/node_modules/express/lib/layer.js', 2),
  own('src/routes.js', 'route', 22, [
    ['app.post(path, async (req, res) => {', '  const order = await load(req);'],
    '  await pay(order);',
    ['});'],
  ]),
];
const failure: Event = {
  event_id: '7e5b3b1c0f4a4a6d9a2f9d3c0c1b2a30',
  timestamp: 1772359200.123,
  level: 'error',
  environment: 'production',
  release: 'shop@1.4.0',
  server_name: 'web-1',
  transaction: 'POST /pay/:id',
  exception: {
    values: [
      {
        type: 'Error',
        value: 'socket closed',
        mechanism: { type: 'chained', handled: true, source: 'cause', exception_id: 1, parent_id: 0 },
        stacktrace: { frames: [...callers, own('src/gateway.js', 'charge', 88)] },
      },
      {
        type: 'PaymentError',
        value: 'card declined',
        mechanism: { type: 'auto.http.express', handled: false, exception_id: 0 },
        stacktrace: {
          frames: [
            ...callers,
            own('src/pay.js', 'pay', 10, [
              ['far', '  } catch (cause) {', '    count();'],
              '    throw new PaymentError(cause);',
              ['  }', '}', 'far'],
            ]),
          ],
        },
      },
    ],
  },
  breadcrumbs: [
    {
      timestamp: 1772359187.7,
      category: 'http',
      type: 'http',
      data: { method: 'GET', url: 'https://api.example/orders/7', status_code: 200 },
    },
    { timestamp: 1772359199.8, category: 'console', level: 'warning', message: 'retrying' },
    { timestamp: 1772359199.9, category: 'checkout', message: 'discount', data: { code: 'SAVE20', percent: 20 } },
  ],
  request: {
    method: 'POST',
    url: 'https://shop.example/pay/7',
    query_string: 'coupon=[Filtered]',
    headers: { 'content-type': 'application/json' },
  },
  user: { id: 42, email: 'ann@example.org' },
  tags: { tenant: 't1', order_id: '7' },
  extra: { attempt: 3 },
  contexts: {
    billing: { customer: 'cus_abc', plan: { name: 'gold', seats: [1, 2] } },
    suppressed: { count: 12, since: '2026-03-01T09:59:00.000Z' },
    response: { status_code: 500 },
    runtime: { name: 'node', version: 'v20.20.2' },
    process: { pid: 4711, heap_used: 9_910_720, heap_limit: 4_345_298_944, cpu_utilization: 0.1 },
    os: { name: 'Linux', version: '6.1' },
    device: { arch: 'arm64' },
    trace: { trace_id: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11', span_id: 'aaaaaaaaaaaaaaaa', parent_span_id: 'bbbbbbbbbbbbbbbb' },
  },
  fingerprint: ['{{ default }}', 'db-timeout'],
};

const REPORT = `x PaymentError: card declined
  error, unhandled (auto.http.express)
  12 more like this were suppressed since 2026-03-01 09:59:00.000Z

  in           pay (src/pay.js:10:5)
  transaction  POST /pay/:id
  environment  production
  release      shop@1.4.0
  server       web-1
  when         2026-03-01 10:00:00.123Z

    at pay (src/pay.js:10:5)
         8 |   } catch (cause) {
         9 |     count();
      > 10 |     throw new PaymentError(cause);
        11 |   }
        12 | }
    at route (src/routes.js:22:5)
        20 | app.post(path, async (req, res) => {
        21 |   const order = await load(req);
      > 22 |   await pay(order);
        23 | });
    ... 3 frames in node_modules/express, node:internal

  caused by Error: socket closed
    at charge (src/gateway.js:88:5)
    ... 4 frames as above

Breadcrumbs
    -12.4s  http      info    GET https://api.example/orders/7 [200]
    -323ms  console   warning retrying
    -223ms  checkout  info    discount  code=SAVE20 percent=20

  request      POST https://shop.example/pay/7?coupon=[Filtered] -> 500
               content-type: application/json
  user         id=42 email=ann@example.org
  tags         tenant=t1 order_id=7
  billing      customer=cus_abc plan={name=gold seats=[1, 2]}
  extra        attempt=3
  process      pid 4711, heap 9.9 of 4345.3 MB
  on           runtime node v20.20.2, os Linux 6.1, device arm64
  trace        4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11 span aaaaaaaaaaaaaaaa parent bbbbbbbbbbbbbbbb
  fingerprint  {{ default }} / db-timeout
  event        7e5b3b1c0f4a4a6d9a2f9d3c0c1b2a30`;

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

describe('formatReport', () => {
  it('tells the whole story of an error', () => {
    expect(formatReport(failure)).toBe(REPORT);
  });

  it('tells the same in colour, signs apart', () => {
    const colored = formatReport(failure, { color: true });
    expect(colored.match(ANSI)?.length).toBeGreaterThan(40);
    const signs: Record<string, string> = { '✖': 'x', '❯': '>', '│': '|', '…': '...', ' · ': ', ' };
    expect(colored.replace(ANSI, '').replace(/✖|❯|│|…| · /g, sign => signs[sign] ?? '')).toBe(REPORT);
  });

  it('tells a message', () => {
    const report = formatReport({ message: 'payment retried', level: 'warning', timestamp: 1772359200, event_id: 'e1' });
    expect(report).toBe('x payment retried\n  warning\n\n  when         2026-03-01 10:00:00.000Z\n\n  event        e1');
  });

  it('shows the stack a message was sent from, without a second title', () => {
    const report = formatReport({
      message: 'here',
      exception: { values: [{ value: 'here', stacktrace: { frames: [own('src/a.js', 'a', 1)] } }] },
    });
    expect(report.match(/here/g)).toHaveLength(1);
    expect(report).toContain('\n    at a (src/a.js:1:5)');
  });

  it('calls a function without a name what stacks call it', () => {
    const frames = [own('src/a.js', '?', 1), own('src/b.js', 'Server.?', 2)];
    const report = formatReport({ exception: { values: [{ type: 'Error', stacktrace: { frames } }] } });
    expect(report).toContain('at Server.<anonymous> (src/b.js:2:5)\n    at <anonymous> (src/a.js:1:5)');
  });

  it('names the errors of a group by their place', () => {
    const values = [
      { type: 'Error', value: 'two', mechanism: { type: 'chained', source: 'errors[1]', exception_id: 2, parent_id: 0 } },
      { type: 'Error', value: 'one', mechanism: { type: 'chained', source: 'errors[0]', exception_id: 1, parent_id: 0 } },
      { type: 'AggregateError', value: 'all failed', mechanism: { type: 'generic', handled: true, exception_id: 0 } },
    ];
    expect(
      formatReport({ exception: { values } })
        .split('\n')
        .filter(line => line.includes('Error')),
    ).toEqual(['x AggregateError: all failed', '  with errors[0]: Error: one', '  with errors[1]: Error: two']);
  });

  it('shows the place of the throw when only libraries are in the stack', () => {
    const report = formatReport({ exception: { values: [{ type: 'Error', value: 'deep', stacktrace: { frames: callers.slice(0, 3) } }] } });
    expect(report).toContain(
      '    at handle (/app/node_modules/.pnpm/express@5/node_modules/express/lib/layer.js:2:1)\n    ... 2 frames in node_modules/express, node:internal',
    );
  });

  it('cuts long stacks and long breadcrumb lists, and says how much', () => {
    const frames = Array.from({ length: 30 }, (_, n) => own('src/a.js', `f${n}`, n + 1));
    const breadcrumbs = Array.from({ length: 45 }, (_, n) => ({ message: `crumb ${n}` }));
    const report = formatReport({ breadcrumbs, exception: { values: [{ type: 'RangeError', stacktrace: { frames } }] } });
    expect(report).toContain('... 18 frames in the application');
    expect(report).toContain('... 15 earlier');
    expect(report).toContain('crumb 44');
  });

  it('keeps to the width', () => {
    const long = 'x'.repeat(500);
    const report = formatReport(
      {
        ...failure,
        tags: { long },
        breadcrumbs: [{ category: long, message: long }],
        user: { id: long },
        exception: undefined,
        message: 'm',
      },
      { width: 72 },
    );
    expect(report.split('\n').filter(line => line.length > 72)).toEqual([]);
  });

  it('lets nothing an event carries reach the terminal as a command', () => {
    const evil = '\u001b]0;owned\u0007\u001b[2J\u202egpj';
    const report = formatReport({
      ...failure,
      level: evil as 'error',
      message: evil,
      release: evil,
      user: { [evil]: evil },
      breadcrumbs: [{ message: evil, category: evil, data: { [evil]: evil } }],
      exception: {
        values: [
          {
            type: evil,
            value: evil,
            mechanism: { type: evil, handled: false },
            stacktrace: { frames: [own(evil, evil, 1, [[evil], evil, [evil]])] },
          },
        ],
      },
    });
    for (const command of ['\u001b', '\u0007', '\u202e']) expect(report).not.toContain(command);
    expect(report).toContain('\\u001b]0;owned\\u0007');
  });

  it('is ASCII without colour when the event is', () => {
    expect([...formatReport(failure)].filter(character => character > '~')).toEqual([]);
  });

  it('never throws, whatever a sender puts into the fields', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const keys = [
      'exception',
      'breadcrumbs',
      'contexts',
      'request',
      'user',
      'tags',
      'extra',
      'timestamp',
      'level',
      'message',
      'logentry',
      'fingerprint',
      'release',
    ];
    const strange = fc.record({
      type: value,
      value,
      mechanism: value,
      stacktrace: fc.record({
        frames: fc.oneof(
          value,
          fc.array(fc.record({ filename: value, lineno: value, function: value, context_line: value, pre_context: value })),
        ),
      }),
    });
    const event = fc.oneof(
      fc.record(Object.fromEntries(keys.map(key => [key, value])), { requiredKeys: [] }),
      fc.record({
        exception: fc.record({ values: fc.array(strange) }),
        breadcrumbs: fc.array(fc.record({ category: value, data: value, timestamp: value, message: value })),
        contexts: fc.record({ suppressed: value, trace: value, os: value }),
      }),
    );
    fc.assert(
      fc.property(event, fc.boolean(), fc.double(), (input, color, width) => {
        expect(typeof formatReport(input as Event, { color, width })).toBe('string');
      }),
    );
  });
});
