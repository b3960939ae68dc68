const Sentry = require('@sentry/node');

const seen = [];
Sentry.init({
  dsn: process.env.SENTRY_DSN,
  sendClientReports: false,
  transport: options => ({
    send(envelope) {
      const [headers, items] = envelope;
      seen.push([typeof options.url, Array.isArray(envelope), envelope.length, typeof headers.event_id, typeof headers.sent_at]);
      for (const [itemHeaders, payload] of items) if (itemHeaders.type === 'event') seen.push([itemHeaders.type, payload.message]);
      return Promise.resolve({ statusCode: 200 });
    },
    flush(timeout) {
      seen.push(['flush', timeout]);
      return Promise.resolve(true);
    },
  }),
});
Sentry.captureMessage('through my own transport');
Sentry.flush(1500).then(ok => console.log(JSON.stringify([...seen, ok])));
