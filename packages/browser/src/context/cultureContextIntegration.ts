import { type Integration, safely } from '@vigil/core';

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
      event.contexts = { ...event.contexts, culture: { ...culture, ...event.contexts?.['culture'] } };
      return event;
    },
  };
}
