// An HTTP client's error holds the request it made, headers and all.
import * as Vigil from '@vigil/node';

const token = process.argv[2];
Vigil.init();
Vigil.addBreadcrumb({ category: 'auth', message: `session opened with ${token} for orders` });
const error = new Error('Request failed with status code 401');
error.config = {
  method: 'get',
  url: `https://api.example.com/orders?access_token=${token}&page=2`,
  headers: { Accept: 'application/json', Authorization: `Bearer ${token}`, 'X-Trace': `seen ${token}` },
};
error.response = { status: 401, config: error.config };
Vigil.captureException(error);
await Vigil.flush();
