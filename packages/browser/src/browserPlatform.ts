import { addDebugIds, continueFrom, type Extension, type Integration, type Platform, type VigilOptions, withConsent } from '@vigil/core';
import { breadcrumbsIntegration } from './breadcrumbs/breadcrumbsIntegration';
import { consoleIntegration } from './breadcrumbs/consoleIntegration';
import { cultureContextIntegration } from './context/cultureContextIntegration';
import { httpContextIntegration } from './context/httpContextIntegration';
import { defaultStackParser } from './defaultStackParser';
import { browserApiErrorsIntegration } from './errors/browserApiErrorsIntegration';
import { eventFiltersIntegration } from './errors/eventFiltersIntegration';
import { globalHandlersIntegration } from './errors/globalHandlersIntegration';
import { withHiddenBodies } from './errors/withHiddenBodies';
import { withPageValues } from './errors/withPageValues';
import { withPlainJson } from './errors/withPlainJson';
import { missingInPage, sayWhatIsMissing } from './missing';
import { withOwner } from './owners/withOwner';
import { browserSessionIntegration } from './sessions/browserSessionIntegration';
import { withPageSessions } from './sessions/withPageSessions';
import { tracePropagationIntegration } from './trace/tracePropagationIntegration';
import { withPageTrace } from './trace/withPageTrace';
import { makeFetchTransport } from './transport/makeFetchTransport';
import { withPageEnd } from './transport/withPageEnd';
import { withTransportExtension } from './transport/withTransportExtension';

/** What is on unless said otherwise, in the order it runs. */
export function getDefaultIntegrations(_options?: VigilOptions): Integration[] {
  return [
    eventFiltersIntegration(),
    browserApiErrorsIntegration(),
    breadcrumbsIntegration(),
    consoleIntegration(),
    globalHandlersIntegration(),
    tracePropagationIntegration(),
    httpContextIntegration(),
    cultureContextIntegration(),
    browserSessionIntegration(),
  ];
}

/** What is by default in a bundle without the rest, and says so. */
const bareExtensions = (): Extension[] => [withPageEnd(), sayWhatIsMissing(missingInPage)];

/**
 * `isFallback`: what belongs to no other client of the page is this one's, unless the option `fallback` says otherwise. `extensions`: what
 * stands between the owner and consent.
 */
export function browserPlatform(isFallback: boolean, extensions: Extension[] = bareExtensions()): Platform {
  return {
    sdkName: 'vigil.javascript.browser',
    name: 'javascript',
    stackParser: defaultStackParser,
    transport: 'fetch' in globalThis ? makeFetchTransport : undefined,
    enrich: addDebugIds(defaultStackParser),
    resumeTrace: continueFrom,
    defaultIntegrations: getDefaultIntegrations,
    extensions: [
      withOwner(isFallback),
      withTransportExtension,
      withPageTrace,
      withPageSessions,
      withPageValues,
      withHiddenBodies,
      withPlainJson,
      ...extensions,
      // outermost: nothing before it sees what there is no consent for
      withConsent,
    ],
    server: false,
  };
}
