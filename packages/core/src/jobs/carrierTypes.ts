import type { User } from '../wire/event';

/** What a message takes along: plain JSON, 4,096 bytes at most. */
export interface Carrier {
  v: 1;
  'sentry-trace'?: string;
  baggage?: string;
  user?: User;
  tags?: Record<string, string>;
}
