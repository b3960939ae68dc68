// The process sets a user while it starts, and again from a timer while requests run.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init();
Vigil.setUser({ id: 'operator', email: 'root@example.com' });
Vigil.setTag('started', 'yes');
Vigil.addBreadcrumb({ message: 'crumb of the start' });
Vigil.getGlobalScope().setUser({ id: 'global' });

const server = createServer((_req, res) => {
  res.end(Vigil.captureException(new Error('in a request')));
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
const timer = setInterval(() => Vigil.setUser({ id: 'timer' }), 5);
process.stdin.resume().on('end', async () => {
  clearInterval(timer);
  Vigil.captureMessage('at the end of the process');
  await Vigil.flush(5_000);
  process.exit();
});
