import { captureException, close, init, setContext, setExtra, setExtras, setTag, setTags, setUser, type User } from '@sentry/node';

init({ dsn: process.env.SENTRY_DSN });

const user: User = { id: '42', username: 'ann', plan: 'pro' };
setUser(user);
setTag('feature', 'checkout');
setTags({ locale: 'de-DE', retries: 3, beta: true, nothing: undefined });
setContext('cart', { items: 3, total: 19.5 });
setContext('gone', { a: 1 });
setContext('gone', null);
setExtra('note', 'first');
setExtras({ note: 'second', more: [1, 'two', null] });
captureException(new Error('with everything'));
setUser(null);
captureException(new Error('without user'));
await close(2000);
