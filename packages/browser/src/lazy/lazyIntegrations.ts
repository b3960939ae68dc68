// What `lazyLoadIntegration` loads: in a bundle of modules a file of its own.

export {
  captureConsoleIntegration,
  dedupeIntegration,
  extraErrorDataIntegration,
  linkedErrorsIntegration,
  rewriteFramesIntegration,
} from '@vigil/core';
export { feedbackIntegration, replayIntegration } from '../later';
export { contextLinesIntegration } from '../optIn/contextLinesIntegration';
export { httpClientIntegration } from '../optIn/httpClientIntegration';
export { moduleMetadataIntegration } from '../optIn/moduleMetadataIntegration';
export { reportingObserverIntegration } from '../optIn/reportingObserverIntegration';
