import type { Platform, VigilOptions } from '@vigil/core';
import { defaultStackParser } from './defaultStackParser';
import { withHiddenBodies } from './errors/withHiddenBodies';
import { missingInPage, sayWhatIsMissing } from './missing';
import { makeFetchTransport } from './transport/makeFetchTransport';

/** What asks for a part of the page's happenings, or for rules that no integration is there for. */
function missingInLite(options: VigilOptions): Record<string, unknown> {
  const { owns, fallback, fingerprintRules, groupingDiscriminator } = options;
  return { ...missingInPage(options), owns, fallback, fingerprintRules, groupingDiscriminator };
}

export function litePlatform(): Platform {
  return {
    sdkName: 'vigil.javascript.browser',
    name: 'javascript',
    stackParser: defaultStackParser,
    transport: 'fetch' in globalThis ? makeFetchTransport : undefined,
    defaultIntegrations: () => [],
    extensions: [withHiddenBodies, sayWhatIsMissing(missingInLite)],
    server: false,
  };
}
