// P6 as data: one issue for the timeouts of a database, apart from its other errors.
import * as Vigil from '@vigil/node';

class DatabaseError extends Error {}
Vigil.init({
  dsn: process.env.SENTRY_DSN,
  fingerprintRules: [
    { when: { type: 'DatabaseError', message: /^timeout/ }, fingerprint: ['{{ default }}', 'db-timeout'] },
    { when: { type: 'TypeError' }, fingerprint: ['everything'] },
  ],
});
Vigil.captureException(new DatabaseError('timeout after 5000 ms'));
Vigil.captureException(new DatabaseError('duplicate key'));
await Vigil.flush();
