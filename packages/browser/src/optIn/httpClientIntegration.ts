import { type Client, type Integration, isSentryRequest, matchesAny, safely, stopAll } from '@vigil/core';
import { filesOf } from '../owners/filesOf';
import { watchPage } from '../owners/watchPage';
import { type Answered, captureFailedRequest } from './captureFailedRequest';
import { watchFetchAnswers } from './watchFetchAnswers';
import { watchRequestAnswers } from './watchRequestAnswers';

export interface HttpClientOptions {
  /** Statuses, or ranges with both ends in it. Default `[[500, 599]]`. */
  failedRequestStatusCodes?: Array<number | [from: number, to: number]> | undefined;
  /** On the full URL: text = substring. Default: all. */
  failedRequestTargets?: Array<string | RegExp> | undefined;
}

/**
 * Makes an event of each answer to `fetch` and `XMLHttpRequest` whose status says that it failed: with method, URL, status and the stack of
 * the call. Neither bodies nor headers are read.
 */
export function httpClientIntegration(options?: HttpClientOptions): Integration {
  const { failedRequestStatusCodes = [[500, 599]], failedRequestTargets } = options ?? {};
  const isFailed = (status: number) =>
    safely(() => failedRequestStatusCodes.some(each => (Array.isArray(each) ? status >= each[0] && status <= each[1] : status === each)));
  const heed = (answered: Answered, client: Client) => {
    const { status, url } = answered;
    if (!isFailed(status) || (failedRequestTargets && !matchesAny(url, failedRequestTargets)) || isSentryRequest(url, client)) return;
    captureFailedRequest(answered, client);
  };
  return {
    name: 'HttpClient',
    setup(client) {
      const stops = (
        [
          ['fetch', watchFetchAnswers],
          ['xhr', watchRequestAnswers],
        ] as const
      ).map(([name, watch]) =>
        watchPage<Answered>(`answers.${name}`, client, heed, tell =>
          watch(answered => {
            const told = () => tell(answered, () => filesOf(answered.at));
            return answered.hub ? answered.hub.run(told) : told();
          }),
        ),
      );
      return stopAll(stops);
    },
  };
}
