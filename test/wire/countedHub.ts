import { type Client, type CountedMinute, type CountedRequest, type Gravity, Hub, type RequestCounts } from '@vigil/core';

/** The context of a request that counts, without a server. */
export class CountedHub extends Hub implements CountedRequest {
  minute: CountedMinute | undefined;
  gravity: Gravity = 0;

  constructor(
    client: Client,
    override readonly counts: RequestCounts,
  ) {
    super(client);
    counts.begin();
  }
  isIgnored(): boolean {
    return false;
  }
}
