import * as Sentry from '@sentry/node';
import { Scope } from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

const error = (text: string) => new Error(text);
Sentry.captureException(error('object'), { tags: { form: 'object' }, level: 'info', user: { id: 'o' } });
Sentry.captureException(error('hint'), { captureContext: { tags: { form: 'hint' } }, data: { any: 1 } });
Sentry.captureException(error('function'), scope => scope.setTag('form', 'function'));
const scope = new Scope();
scope.setTag('form', 'scope').setExtra('in', 'scope').setUser({ id: 's' });
Sentry.captureException(error('scope'), scope);
await Sentry.flush(2000);
