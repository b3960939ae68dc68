import { setContext, setTag, setTags, setUser } from '@vigil/node';

declare module '@vigil/node' {
  interface Register {
    user: { id: string; plan: 'free' | 'pro' };
    tags: { tenant: string; region: 'eu' | 'us' };
    contexts: { order: { total: number } };
  }
}

setUser({ id: '7', plan: 'pro' });
setUser(null);
setTag('region', 'eu');
setTags({ tenant: 't1' });
setContext('order', { total: 3 });
setContext('order', null);

// @ts-expect-error an id is a text here
setUser({ id: 7, plan: 'pro' });
// @ts-expect-error no such tag
setTag('regoin', 'eu');
// @ts-expect-error no such region
setTag('region', 'asia');
// @ts-expect-error no such tag
setTags({ tenent: 't1' });
// @ts-expect-error a total is a number
setContext('order', { total: '3' });
// @ts-expect-error no such context
setContext('cart', { total: 3 });
