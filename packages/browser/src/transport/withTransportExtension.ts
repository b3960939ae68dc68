import type { Extension } from '@vigil/core';
import type { PageTransport } from './makeFetchTransport';

/** Adds to a client what its transport brings (`makeBrowserOfflineTransport`). */
export const withTransportExtension: Extension = ({ client, transport }) => {
  const { extension } = (transport ?? {}) as Partial<PageTransport>;
  if (extension) client.extend(extension);
};
