// Captures in every way there is, with whatever options its argument names.
import * as Vigil from '@vigil/node';

const { hook, ...options } = JSON.parse(process.argv[2] ?? '{}');
const client = Vigil.init({ ...options, ...(hook && { beforeSend: event => (event.message === 'dropped' ? null : event) }) });
client.captureException(new TypeError('no basket'));
client.captureMessage('dropped');
const error = new Error('twice');
client.captureException(error);
client.captureException(error);
console.log('a line of the application');
await client.flush();
