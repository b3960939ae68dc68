import { type DiagnoseOptions, type Diagnosis, keepAliveWhile, runDiagnosis } from '@vigil/core';
import { makeNodeTransport } from '../transport/nodeTransport';
import { checkAdapter, checkInitOrder } from './checkRuntime';
import { checkSpool } from './checkSpool';
import { probeByHttp } from './probeByHttp';

/**
 * Looks at this installation and says what is wrong with it and how to mend it: `console.log(String(await diagnose()))`. Acts on the current
 * client; asks the servers of its DSNs alone, by the client's own proxy and certificates. Never rejects, never takes longer than `timeoutMs`.
 */
export function diagnose(options?: DiagnoseOptions): Promise<Diagnosis> {
  return keepAliveWhile(
    runDiagnosis(options, {
      probe: probeByHttp,
      transport: makeNodeTransport,
      initOrder: checkInitOrder,
      adapter: checkAdapter,
      spool: checkSpool,
    }),
  );
}
