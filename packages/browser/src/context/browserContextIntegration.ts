import { type Integration, safely } from '@vigil/core';

/** What only some browsers tell, and only of themselves: nothing that has to be asked for. */
interface MoreNavigator {
  connection?: { effectiveType?: string; rtt?: number; downlink?: number; saveData?: boolean };
  deviceMemory?: number;
  userAgentData?: { mobile?: boolean; platform?: string; brands?: Array<{ brand: string; version: string }> };
}

/**
 * `BrowserContext`: screen, memory, processors and connection as `contexts.device`, visibility and client hints (those of every request, never
 * those of high entropy) as `contexts.page`. Off unless added: together they tell one device from another.
 */
export function browserContextIntegration(): Integration {
  return {
    name: 'BrowserContext',
    processEvent(event) {
      const { device, page } = safely(readBrowser) ?? {};
      const { contexts } = event;
      event.contexts = { ...contexts, device: { ...device, ...contexts?.['device'] }, page: { ...page, ...contexts?.['page'] } };
      return event;
    },
  };
}

function readBrowser(): Record<'device' | 'page', Record<string, unknown>> {
  const { screen, document, devicePixelRatio } = globalThis;
  const { onLine, hardwareConcurrency, deviceMemory, connection, userAgentData } = (globalThis.navigator ?? {}) as Navigator &
    MoreNavigator;
  const { effectiveType, rtt, downlink, saveData } = connection ?? {};
  const { mobile, platform, brands } = userAgentData ?? {};
  return {
    device: {
      screen_width_pixels: screen?.width,
      screen_height_pixels: screen?.height,
      screen_density: devicePixelRatio,
      orientation: screen && (screen.width > screen.height ? 'landscape' : 'portrait'),
      memory_size: deviceMemory && deviceMemory * 2 ** 30,
      processor_count: hardwareConcurrency,
      online: onLine,
      connection_type: effectiveType,
    },
    page: {
      visibility: document?.visibilityState,
      ...(connection && { connection: { rtt, downlink, save_data: saveData } }),
      ...(userAgentData && { client_hints: { mobile, platform, brands: brands?.map(({ brand, version }) => `${brand} ${version}`) } }),
    },
  };
}
