export { eventHash } from '@vigil/core';
export { decodeEnvelope, type ReceivedEnvelope, type ReceivedItem } from './decodeEnvelope';
export type { Ingest, IngestOptions, ReceivedRequest } from './ingest/ingestTypes';
export { startIngest } from './ingest/startIngest';
export { createTestkit, type Testkit, type TestkitOptions } from './kit/createTestkit';
export { type Match, matches } from './match';
export type { Answer, Plan, PlannedRequest } from './plan';
export { type ClientReport, formatDiscarded } from './report/formatDiscarded';
export { formatReport, type ReportOptions } from './report/formatReport';
