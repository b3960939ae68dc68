// A request fails while one of the hooks is broken: `beforeSend`, a processor, or the answer of `beforeSend`, which is late and rejects.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

const broken = event => {
  event.extra.half = 'done';
  throw new Error('the hook is broken');
};
const kind = process.argv[2];
Vigil.init({ ...(kind === 'beforeSend' && { beforeSend: broken }), ...(kind === 'late' && { beforeSend: async event => broken(event) }) });
if (kind === 'processor') Vigil.addEventProcessor(broken);

const server = createServer((req, res) => {
  const name = new URL(req.url, 'http://localhost').searchParams.get('name');
  Vigil.setExtra('customer', name);
  Vigil.setUser({ id: name });
  Vigil.addBreadcrumb({ message: `about ${name}` });
  res.end(Vigil.captureException(new RangeError('out of stock')));
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', async () => {
  await Vigil.flush(5_000);
  process.exit();
});
