// A bare hello server, with or without an SDK. argv: SDK name or `none`, its folder. Tells its CPU time when asked.
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , name, folder] = process.argv;
if (name !== 'none') createRequire(path.join(folder, 'index.js'))(name).init({ dsn: 'http://key@127.0.0.1:9/1', release: 'bench@1' });
const server = http.createServer((_request, response) => response.end('hello'));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', message => {
  if (message === 'stop') process.exit(0);
  const { user, system } = process.cpuUsage();
  process.send({ cpuUs: user + system });
});
