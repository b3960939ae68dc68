// One copy of a package is started without its Http integration; a listener that another copy wrapped gives two requests their contexts.
import { once } from 'node:events';
import http from 'node:http';
import { load } from './load.mjs';
import { recorder } from './recorder.mjs';

const [starter, wrapper] = process.argv.slice(2);

const { options, events } = recorder();
const first = await load(starter);
const second = await load(wrapper);
first.init({ ...options, integrations: defaults => defaults.filter(({ name }) => name !== 'Http') });
const listener = async (request, response) => {
  first.setTag('path', request.url);
  await new Promise(setImmediate);
  first.captureMessage(request.url);
  response.end();
};
const server = http.createServer(second.wrapRequestListener(listener)).listen(0, '127.0.0.1');
await once(server, 'listening');
const get = path => fetch(`http://127.0.0.1:${server.address().port}${path}`).then(response => response.text());
await Promise.all([get('/a'), get('/b')]);
first.captureMessage('outside');
await first.close(5000);
server.close();
console.log(JSON.stringify(events().map(({ message, tags }) => [message, tags?.path ?? null])));
