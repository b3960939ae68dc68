// P13: a Kafka consumer. The broker is a list; messages look as kafkajs brings them: header values in bytes.
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });
Vigil.setUser({ id: 'consumer' });

const { trace, baggage } = JSON.parse(process.argv[2]);
const topic = 'orders';
const message = (offset, value, headers = {}) => ({
  key: Buffer.from(`k${offset}`),
  value: Buffer.from(value),
  offset: `${offset}`,
  headers,
});
const log = [
  message(40, '{"id":1}', { 'sentry-trace': Buffer.from(trace), baggage: Buffer.from(baggage) }),
  message(41, 'not json', { 'sentry-trace': Buffer.from(trace), baggage: [Buffer.from(baggage)] }),
  message(42, 'no json either'),
];
const retried = [];
const consumer = {
  async run({ eachMessage }) {
    // partitions are consumed side by side
    const settled = await Promise.allSettled(log.map((each, partition) => eachMessage({ topic, partition, message: each })));
    for (const { reason } of settled) if (reason) retried.push(reason.name);
  },
};
const handle = async m => {
  Vigil.setTag('offset', m.message.offset);
  Vigil.addBreadcrumb({ message: `read ${m.message.offset}` });
  await new Promise(resolve => setTimeout(resolve, 5));
  JSON.parse(m.message.value);
};

await consumer.run({
  eachMessage: Vigil.wrapHandler(handle, {
    name: 'orders',
    system: 'kafka',
    carrier: m => m.message.headers,
    contexts: m => ({
      kafka: { topic: m.topic, partition: m.partition, offset: m.message.offset, key: String(m.message.key), group: 'billing' },
    }),
  }),
});
await Vigil.flush();
console.log(JSON.stringify(retried));
