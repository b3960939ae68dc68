// Sentry's names whose feature does not exist yet: typed, checked, and each says so once.

export {
  browserTracingIntegration,
  feedbackAsyncIntegration,
  feedbackIntegration,
  feedbackSyncIntegration,
  replayIntegration,
} from './pageIntegrations';
export * from './pageMeasures';
export {
  diagnoseSdkConnectivity,
  type Feedback,
  type FeedbackForm,
  type FeedbackWidget,
  getFeedback,
  getReplay,
  type Replay,
} from './pageServices';
export {
  reportPageLoaded,
  setActiveSpanInBrowser,
  setRouteProvider,
  startBrowserTracingNavigationSpan,
  startBrowserTracingPageLoadSpan,
} from './pageSpans';
