// One cell of the fault matrix: captures, flushes, captures again, flushes, closes, and says what became of everything. On every runtime.

const FIRST = 4;
const THEN = 2;

const capture = {
  error: (client, _sdk, n) => client.captureException(new Error(`number ${n}`)),
  message: (client, _sdk, n) => client.captureMessage(`number ${n}`),
  attachment: (client, _sdk, n) =>
    client.captureException(new Error(`number ${n}`), { attachments: [{ filename: 'log.txt', data: 'a line\n'.repeat(9_000) }] }),
  session: (client, sdk) =>
    client.run(() => {
      const { sid } = sdk.startSession();
      sdk.endSession();
      return sid;
    }),
  'check-in': (client, sdk, n) => client.run(() => sdk.captureCheckIn({ monitorSlug: `job-${n}`, status: 'ok' })),
  log: (client, sdk, n) => {
    client.run(() => sdk.logger.info(`line ${n}`));
    return `line ${n}`;
  },
  metric: (client, sdk, n) => {
    client.run(() => sdk.metrics.count(`metric.${n}`));
    return `metric.${n}`;
  },
  feedback: (client, _sdk, n) => client.captureEvent({ type: 'feedback', contexts: { feedback: { message: `number ${n}` } } }),
  'client report': (client, _sdk, n) => client.captureMessage(`number ${n}`),
};

/** `sdk` is the package, `task` a Task of cellTypes.ts; resolves with a CellReport. */
export async function runCell(sdk, { item, dsn, options, jumpMs, boundMs }) {
  const report = { ids: [], outcomes: {}, stats: { captured: {}, outcomes: {}, pending: {} }, thrown: [], late: [] };
  let ahead = 0;
  const attempt = act => {
    try {
      return act();
    } catch (error) {
      report.thrown.push(String(error));
      return undefined;
    }
  };
  const inTime = async (what, promise) => {
    let timer;
    const late = new Promise(resolve => (timer = setTimeout(resolve, boundMs, 'late')));
    const first = await Promise.race([Promise.resolve(promise).catch(error => report.thrown.push(String(error))), late]);
    clearTimeout(timer);
    if (first === 'late') report.late.push(what);
  };
  const client = attempt(() =>
    sdk.createClient({
      dsn,
      release: 'faults@1',
      environment: 'faults',
      budget: false,
      spool: false,
      ...(item === 'client report' && { beforeSend: () => null }),
      deps: { now: () => Date.now() + ahead },
      ...options,
    }),
  );
  if (!client) return report;
  client.onOutcome(({ eventId, status }) => {
    if (eventId) report.outcomes[eventId] = status;
  });
  const captureSome = count => {
    for (let n = 0; n < count; n++) report.ids.push(attempt(() => capture[item](client, sdk, report.ids.length)));
  };
  captureSome(FIRST);
  if (jumpMs) setTimeout(() => (ahead = jumpMs), 100);
  await inTime(
    'flush',
    attempt(() => client.flush()),
  );
  captureSome(THEN);
  await inTime(
    'flush',
    attempt(() => client.flush()),
  );
  await inTime(
    'close',
    attempt(() => client.close()),
  );
  report.stats = attempt(() => client.stats()) ?? report.stats;
  return report;
}
