// Publishes one message, with what its consumer needs to go on.
import * as Vigil from '@vigil/node';

Vigil.init();
Vigil.withIsolationScope(() => {
  Vigil.setUser({ id: 'u7', email: 'ann@example.com' });
  Vigil.setTag('tenant', 't1');
  Vigil.captureMessage('published');
  console.log(JSON.stringify({ order: 17, carrier: Vigil.inject({ tags: ['tenant'] }) }));
});
await Vigil.flush();
