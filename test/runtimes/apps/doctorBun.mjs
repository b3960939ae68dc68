import * as Vigil from '@vigil/fetch/als';
import { createDoctor } from './doctor.mjs';

Vigil.init({ release: 'doctor@1' });
const server = Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: Vigil.wrapFetchHandler(createDoctor(process.env)) });
console.log(`listening http://127.0.0.1:${server.port}`);
process.stdin.resume().on('end', () => process.exit());
