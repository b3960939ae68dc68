import type { Event } from '@vigil/core';
import { deprecated } from './deprecated';

/** Gives the event back: `requestDataIntegration` adds the data of its request, within what may leave. */
export function addRequestDataToEvent(event: Event, _request?: object, _options?: object): Event {
  deprecated('addRequestDataToEvent', 'remove it: events carry their request, dataCollection says what of it');
  return event;
}
