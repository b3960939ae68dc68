// A service without the SDK, for others to ask.
import { createServer } from 'node:http';

const server = createServer((req, res) => {
  res.statusCode = req.url.startsWith('/items') ? 200 : 404;
  res.end('stock');
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => process.exit());
