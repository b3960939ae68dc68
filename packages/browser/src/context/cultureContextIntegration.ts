import { type Integration, safely } from '@vigil/core';
import { addContext } from './addContext';

/** `CultureContext`: locale, time zone and calendar of the user, as `contexts.culture`. Default on; worked out once. */
export function cultureContextIntegration(): Integration {
  let culture: Record<string, unknown> | undefined;
  return {
    name: 'CultureContext',
    processEvent(event) {
      culture ??= safely(() => {
        const { locale, timeZone, calendar } = Intl.DateTimeFormat().resolvedOptions();
        return { locale, timezone: timeZone, calendar };
      });
      return addContext(event, 'culture', culture);
    },
  };
}
