// P20: identifiers hashed, not sent.
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN, scrub: { hash: { paths: ['user.id', 'user.email'] }, paths: ['request.data.card.*'] } });
Vigil.setUser({ id: 'u-1', email: 'ann@example.com' });
Vigil.captureEvent({ message: 'declined', request: { data: { card: { holder: 'Ann', last: 42 }, total: 5 } } });
await Vigil.flush();
