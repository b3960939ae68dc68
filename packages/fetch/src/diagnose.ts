import {
  type Client,
  type DiagnoseOptions,
  type Diagnosis,
  type Finding,
  makeFetchTransport,
  originalOf,
  probeByFetch,
  runDiagnosis,
} from '@vigil/core';

/**
 * Looks at this installation and says what is wrong with it and how to mend it: `console.log(String(await diagnose()))`. Acts on the current
 * client and asks the servers of its DSNs alone. What this runtime does not tell (address, certificate) is left out. Never rejects.
 */
export function diagnose(options?: DiagnoseOptions): Promise<Diagnosis> {
  return runDiagnosis(options, {
    probe: probeByFetch,
    transport: makeFetchTransport,
    initOrder: checkInitOrder,
    adapter: () => ({ status: 'skipped', message: 'wrapFetchHandler and honoMiddleware leave no trace that could be looked for' }),
    spool: () => ({ status: 'skipped', message: 'there are no files here' }),
  });
}

function checkInitOrder(client: Client): Finding {
  const { fetch } = globalThis as unknown as { fetch?: () => void };
  if (fetch && client.getIntegrationByName('Fetch') && originalOf(fetch) !== fetch) {
    return { status: 'ok', message: 'requests made by globalThis.fetch are seen; a fetch kept before init is not' };
  }
  return {
    status: 'warn',
    message: 'requests made by fetch are not seen',
    fix: 'let fetchIntegration() be among the integrations, or use instrumentFetch()',
  };
}
