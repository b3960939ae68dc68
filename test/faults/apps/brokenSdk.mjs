// SDKs that do what none may, each in one way: what the checker of the matrix must find.

const waysOf = {
  /** Says that it sent, and did not. */
  lies: { deliver: async () => 'sent' },
  /** Never says anything. */
  forgets: { deliver: async () => undefined },
  duplicates: {
    async deliver(post) {
      await post();
      await post();
      return 'sent';
    },
  },
  throws: {
    capture() {
      throw new Error('out of the SDK');
    },
  },
  rejects: {
    async deliver(post) {
      Promise.reject(new Error('of nobody'));
      await post();
      return 'sent';
    },
  },
  hangs: {
    async deliver(post) {
      await post();
      return 'sent';
    },
    flush: () => new Promise(() => {}),
  },
  'keeps the process alive': {
    async deliver(post) {
      setInterval(() => {}, 1_000);
      await post();
      return 'sent';
    },
  },
  'ends the process': {
    capture() {
      process.exit(1);
    },
  },
  nothing: {
    async deliver(post) {
      await post();
      return 'sent';
    },
  },
};

export function createBrokenSdk(way) {
  const { deliver, capture, flush } = waysOf[way];
  return {
    createClient({ dsn }) {
      const callbacks = [];
      const running = [];
      const stats = { captured: { error: 0 }, outcomes: { error: {} }, pending: { error: 0 } };
      const send = async event_id => {
        const body = `{}\n{"type":"event"}\n${JSON.stringify({ event_id })}`;
        const status = await deliver(() => fetch(`${new URL(dsn).origin}/api/1/envelope/`, { method: 'POST', body }));
        if (!status) return;
        stats.pending.error--;
        stats.outcomes.error[status] = (stats.outcomes.error[status] ?? 0) + 1;
        for (const callback of callbacks) callback({ eventId: event_id, status });
      };
      return {
        onOutcome: callback => callbacks.push(callback),
        captureException() {
          capture?.();
          const id = crypto.randomUUID().replaceAll('-', '');
          stats.captured.error++;
          stats.pending.error++;
          running.push(send(id));
          return id;
        },
        flush: flush ?? (() => Promise.all(running)),
        close: async () => true,
        stats: () => stats,
      };
    },
  };
}
