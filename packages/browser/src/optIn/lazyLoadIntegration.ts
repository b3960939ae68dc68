import {
  captureConsoleIntegration,
  dedupeIntegration,
  extraErrorDataIntegration,
  linkedErrorsIntegration,
  rewriteFramesIntegration,
} from '@vigil/core';
import {
  browserProfilingIntegration,
  feedbackIntegration,
  graphqlClientIntegration,
  replayCanvasIntegration,
  replayIntegration,
} from '../later';
import { contextLinesIntegration } from './contextLinesIntegration';
import { httpClientIntegration } from './httpClientIntegration';
import { moduleMetadataIntegration } from './moduleMetadataIntegration';
import { reportingObserverIntegration } from './reportingObserverIntegration';

const lazyIntegrations = () => ({
  browserProfilingIntegration,
  captureConsoleIntegration,
  contextLinesIntegration,
  dedupeIntegration,
  extraErrorDataIntegration,
  feedbackIntegration,
  graphqlClientIntegration,
  httpClientIntegration,
  linkedErrorsIntegration,
  moduleMetadataIntegration,
  replayCanvasIntegration,
  replayIntegration,
  reportingObserverIntegration,
  rewriteFramesIntegration,
});
type Lazy = ReturnType<typeof lazyIntegrations>;

/**
 * The factory of an integration, by its name: `addIntegration((await lazyLoadIntegration('...'))())`. They are small, and come with this
 * function: no host is asked, and no nonce needed. Rejects with an Error for a name that is none of them.
 */
export async function lazyLoadIntegration<K extends keyof Lazy>(name: K, _scriptNonce?: string): Promise<Lazy[K]> {
  const found = lazyIntegrations()[name];
  if (!found) throw new Error(`${name} cannot be loaded`);
  return found;
}
