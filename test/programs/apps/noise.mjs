// P5: what is the client's fault is not sent, and counted.
import * as Vigil from '@vigil/node';

class ValidationError extends Error {}
class RequiredFieldError extends ValidationError {}
class ClientDisconnect extends Error {}

Vigil.init({
  dsn: process.env.SENTRY_DSN,
  ignoreErrors: [ValidationError, /ECONNRESET/, e => e.statusCode === 404, e => [400, 429].includes(e.statusCode)],
  beforeSend: (event, hint) => (hint.originalException instanceof ClientDisconnect ? null : event),
});

const noise = [
  new ValidationError('bad e-mail'),
  new RequiredFieldError('no name'),
  new Error('read ECONNRESET'),
  Object.assign(new Error('no such page'), { statusCode: 404 }),
  Object.assign(new Error('bad request'), { statusCode: 400 }),
  Object.assign(new Error('slow down'), { statusCode: 429 }),
  new ClientDisconnect('gone'),
];
const outcomes = await Promise.all(noise.map(error => Vigil.outcome(Vigil.captureException(error))));
Vigil.captureException(Object.assign(new Error('our fault'), { statusCode: 500 }));
const flushed = await Vigil.flush();
console.log(JSON.stringify({ flushed, outcomes: outcomes.map(({ status, by }) => `${status} by ${by}`) }));
