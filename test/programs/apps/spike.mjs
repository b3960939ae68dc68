// P18: low severity goes first, by a hook or by the budget alone.
import * as Vigil from '@vigil/node';

if (process.argv[2] === 'hook') Vigil.init({ dsn: process.env.SENTRY_DSN, beforeSend: event => (event.level === 'info' ? null : event) });
else Vigil.init({ dsn: process.env.SENTRY_DSN, budget: { total: { burst: 10, perMinute: 0 } } });

const tell = async (level, text) => {
  const { status, by } = await Vigil.outcome(Vigil.captureMessage(text, level));
  return `${level} ${status}${by ? ` by ${by}` : ''}`;
};
const outcomes = [await tell('info', 'at rest')];
for (const name of ['alpha', 'beta', 'gamma', 'delta', 'epsilon']) Vigil.captureException(new Error(name));
outcomes.push(await tell('info', 'busy'), await tell('warning', 'busy still'));
for (const name of ['zeta', 'eta']) Vigil.captureException(new Error(name));
outcomes.push(await tell('warning', 'spike'), await tell('error', 'an error'), await tell('fatal', 'the end'));
console.log(JSON.stringify(outcomes));
await Vigil.flush();
