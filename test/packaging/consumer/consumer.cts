import Vigil = require('@vigil/node');

import { setupExpressErrorHandler } from '@vigil/express';
import { wrapFetchHandler } from '@vigil/fetch';
import { openTelemetryIntegration, optionsFromResource } from '@vigil/opentelemetry';
import { createTestkit } from '@vigil/testkit';

Vigil.init(optionsFromResource({ dsn: '', environment: 'test', integrations: [openTelemetryIntegration()] }));
setupExpressErrorHandler({ use: () => undefined });
const response: Response = wrapFetchHandler((_request: Request) => new Response())(new Request('https://shop.example.test/'));
const id: string = Vigil.captureException(new Error('x'));
const outcome: Promise<Vigil.Outcome> = Vigil.outcome(id);

export = { outcome, response, kit: createTestkit() };
