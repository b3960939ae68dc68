// Sentry's names whose feature does not exist yet: typed, checked, and each says so once.

export {
  browserTracingIntegration,
  feedbackAsyncIntegration,
  feedbackIntegration,
  feedbackSyncIntegration,
  replayIntegration,
} from './pageIntegrations';
export { diagnoseSdkConnectivity, getFeedback, getReplay } from './pageServices';
