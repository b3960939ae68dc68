import { EventEmitter } from 'node:events';

// What the examples of docs/jobs.md are written against, each as small as the example lets it be. Whatever they start is in `running`.

type Run = (given: never) => unknown;

export function createJobFakes() {
  const running: unknown[] = [];
  const jobs: Array<{ name: string; data: unknown; opts: { attempts?: number } }> = [];
  const messages: Array<{ value: string; headers: Record<string, string> }> = [];
  const fail = async () => {
    throw new RangeError('no such address');
  };
  /** As BullMQ 5 does: `attemptsMade` grows when an attempt has failed. */
  async function attempt(queueName: string, run: Run) {
    for (const [at, job] of jobs.entries()) {
      const { attempts = 1 } = job.opts;
      for (let attemptsMade = 0; attemptsMade < attempts; attemptsMade++) {
        const given = { ...structuredClone(job), queueName, id: `${at + 1}`, attemptsMade };
        await Promise.resolve(run(given as never)).catch(() => {});
      }
    }
  }
  const names = {
    sendMail: fail,
    resize: fail,
    buildReport: fail,
    handleOrder: fail,
    queue: { add: async (name: string, data: unknown, opts = {}) => void jobs.push({ name, data, opts }) },
    Worker: class {
      constructor(name: string, run: Run) {
        running.push(attempt(name, run));
      }
    },
    producer: { send: async (sent: { messages: typeof messages }) => void messages.push(...sent.messages) },
    consumer: {
      async run({ eachMessage }: { eachMessage: Run }) {
        const bytes = Object.entries(messages[0]?.headers ?? {}).map(([name, text]) => [name, Buffer.from(text)]);
        const message = { value: Buffer.from(messages[0]?.value ?? ''), headers: Object.fromEntries(bytes), offset: '7' };
        await Promise.resolve(eachMessage({ topic: 'orders', partition: 0, message } as never)).catch(() => {});
      },
    },
    Cron: class {
      constructor(_when: string, tick: () => Promise<unknown>) {
        running.push(tick().catch(() => {}));
      }
    },
    parentPort: new EventEmitter(),
    worker: { postMessage: (job: unknown) => void setImmediate(() => names.parentPort.emit('message', structuredClone(job))) },
    pool: { query: (_text: string, callback: Run) => void callback(new Error('connection lost') as never) },
  };
  return { names, running };
}
