const MIB = 2 ** 20;
/** What the queue may hold, which as objects takes three times what it is on the wire, and what a process gathers while it runs. */
const QUEUE_BYTES = 3 * 32 * MIB;
const MARGIN_BYTES = 32 * MIB;

const sum = (counts = {}) => Object.values(counts).reduce((total, each) => total + each, 0);

function faultsOfBooks({ captured, outcomes, pending }) {
  return Object.entries(captured).flatMap(([category, count]) => [
    ...(pending[category] ? [`${pending[category]} of ${category} still pending`] : []),
    ...(count === sum(outcomes[category]) + (pending[category] ?? 0) ? [] : [`${category}: ${count} captured, not as many ended`]),
  ]);
}

function faultsOfIds({ captured, statuses, accepted }) {
  const sent = [...statuses].filter(([, status]) => status === 'sent').map(([id]) => id);
  const missing = sent.filter(id => !accepted.has(id)).length;
  const unsaid = [...accepted.keys()].filter(id => statuses.get(id) !== 'sent').length;
  const twice = [...accepted.values()].filter(count => count > 1).length;
  return [
    ...(statuses.size === captured ? [] : [`${captured} events captured, ${statuses.size} outcomes`]),
    ...(sent.length ? [] : ['nothing was sent']),
    ...(missing ? [`${missing} said to be sent, and not at the server`] : []),
    ...(unsaid ? [`${unsaid} at the server, and not said to be sent`] : []),
    ...(twice ? [`${twice} accepted more than once`] : []),
  ];
}

/**
 * What went wrong in a soak, in words; empty when nothing did. `ended` is what the service said at its end, `statuses` maps event ids to
 * outcomes, `accepted` to how often the server took them, `heaps` are bytes after a collection, the first of a service at work.
 */
export function faultsOf({ ended, statuses, accepted, heaps }) {
  const { stats, thrown, code, signal, heap } = ended;
  const [first] = heaps;
  const most = Math.max(...heaps);
  return [
    ...faultsOfBooks(stats),
    ...faultsOfIds({ captured: stats.captured.error ?? 0, statuses, accepted }),
    ...thrown,
    ...(most <= first + QUEUE_BYTES + MARGIN_BYTES ? [] : [`the heap grew from ${first} to ${most} bytes`]),
    ...(heap <= first + MARGIN_BYTES ? [] : [`the heap had ${first} bytes and ends with ${heap}`]),
    ...(code === 0 ? [] : [`the process did not end by itself: ${signal ?? code}`]),
  ];
}
