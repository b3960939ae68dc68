import type { DiagnoseOptions, Diagnosis, Finding } from './diagnose/diagnosisTypes';
import { probeByFetch } from './diagnose/probeByFetch';
import { runDiagnosis } from './diagnose/runDiagnosis';
import { makeFetchTransport } from './transport/makeFetchTransport';

/**
 * Looks at this installation and says what is wrong with it and how to mend it: `console.log(String(await diagnose()))`. Acts on the current
 * client and asks its own servers alone. Of what core cannot know, it says so; `@vigil/node` and `@vigil/fetch` know more. Never rejects.
 */
export function diagnose(options?: DiagnoseOptions): Promise<Diagnosis> {
  const unknown = (): Finding => ({ status: 'skipped', message: 'a platform package knows, such as @vigil/node' });
  return runDiagnosis(options, {
    probe: probeByFetch,
    transport: makeFetchTransport,
    initOrder: unknown,
    adapter: unknown,
    spool: unknown,
  });
}
