import { type EventProcessor, getGlobalScope } from '@vigil/core';
import { deprecated } from './deprecated';

/** Adds a processor for every event of the process. */
export function addGlobalEventProcessor(processor: EventProcessor): void {
  deprecated('addGlobalEventProcessor', 'use getGlobalScope().addEventProcessor()');
  getGlobalScope().addEventProcessor(processor);
}
