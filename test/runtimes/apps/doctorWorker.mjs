import * as Vigil from '@vigil/fetch/als';
import { createDoctor } from './doctor.mjs';

let doctor;
export default {
  fetch: Vigil.wrapFetchHandler(
    (request, env) => {
      doctor ??= createDoctor(env);
      return doctor(request);
    },
    env => ({ init: { dsn: env.SENTRY_DSN, release: 'doctor@1' } }),
  ),
};
