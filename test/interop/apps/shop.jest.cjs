// A suite of an application that starts the SDK and never closes it.
const { createServer } = require('node:http');
const Vigil = require('@vigil/node');

Vigil.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1' });

test('a request and an error', async () => {
  const server = createServer((_request, response) => {
    Vigil.captureException(new Error('in a test'));
    response.end('ok');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const answer = await new Promise(resolve => require('node:http').get({ port: server.address().port, agent: false }, resolve));
  answer.resume();
  await new Promise(resolve => answer.on('end', resolve));
  await new Promise(resolve => server.close(resolve));
});
