import { init as browserInit, type Client, type VigilOptions } from '@vigil/browser';
import { version } from 'react';

/** As that of `@vigil/browser`; events say which React they come from. */
export function init(options?: VigilOptions): Client {
  const client = browserInit(options, 'vigil.javascript.react');
  client.home.setContext('react', { version });
  return client;
}
