// A server whose handler fails, under options given as JSON.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init({ budget: false, ...JSON.parse(process.argv[2] ?? '{}') });
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    Vigil.captureException(new Error('declined'));
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => server.close());
