import { type DiagnoseOptions, type Diagnosis, type Finding, probeByFetch, runDiagnosis } from '@vigil/core';
import { makeFetchTransport } from './transport/makeFetchTransport';

/**
 * Looks at this installation and says what is wrong with it and how to mend it: `console.log(String(await diagnose()))`. Acts on the current
 * client and asks the servers of its DSNs alone. What a page is not told (address, certificate) is left out. Never rejects.
 */
export function diagnose(options?: DiagnoseOptions): Promise<Diagnosis> {
  return runDiagnosis(options, {
    probe: probeByFetch,
    transport: makeFetchTransport,
    unreachable:
      "the browser's console says what stops it: an ad blocker, the page's Content-Security-Policy (connect-src), plain http below https; allow it, or set tunnel",
    initOrder: inPage('a page is watched from init on; the loader keeps what happens before'),
    adapter: inPage('a page has none'),
    context: inPage('a page has one user and no async context; hub.run and hub.bind carry a scope across await'),
    spool: inPage('there are no files here; makeBrowserOfflineTransport keeps a queue'),
  });
}

const inPage = (message: string) => (): Finding => ({ status: 'skipped', message });
