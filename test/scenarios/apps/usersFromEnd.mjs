// The body is read by hand, and the work is done in `end`: who fails there is who asked.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import * as Vigil from '@vigil/node';

Vigil.init({ budget: false });

const server = createServer({ keepAliveTimeout: 60_000 }, (req, res) => {
  let body = '';
  req.on('data', chunk => {
    body += chunk;
  });
  req.on('end', async () => {
    const { user, waitMs } = JSON.parse(body);
    Vigil.setUser({ id: user });
    Vigil.setTag('user', user);
    Vigil.addBreadcrumb({ message: `${user} came` });
    await sleep(waitMs);
    await readFile(new URL(import.meta.url));
    Vigil.addBreadcrumb({ message: `${user} goes` });
    const id = Vigil.captureException(new Error(`failed for ${user}`));
    res.on('finish', () => Vigil.captureMessage(`finished for ${user}`));
    res.end(id);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', async () => {
  await Vigil.flush(10_000);
  process.exit();
});
