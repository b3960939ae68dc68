/** A transport that keeps what it is given, and the options that use it. */
export function recorder() {
  const envelopes = [];
  const transport = () => ({
    send: async envelope => {
      envelopes.push(envelope);
      return { statusCode: 200 };
    },
    flush: async () => true,
  });
  const events = () => envelopes.flatMap(([, items]) => items.filter(([header]) => header.type === 'event').map(([, payload]) => payload));
  return { options: { dsn: 'https://public@ingest.example.test/1', transport, defaultIntegrations: false }, events };
}
