import Vigil = require('@vigil/node');

import { createTestkit } from '@vigil/testkit';

Vigil.init({ dsn: '', environment: 'test' });
const id: string = Vigil.captureException(new Error('x'));
const outcome: Promise<Vigil.Outcome> = Vigil.outcome(id);

export = { outcome, kit: createTestkit() };
