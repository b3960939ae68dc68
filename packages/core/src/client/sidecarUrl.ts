import { parseEnvBool } from '../base/envBool';

/** Where Spotlight listens when nobody says otherwise. */
const DEFAULT_URL = 'http://localhost:8969/stream';

/**
 * Where the sidecar is, by the option `spotlight` or the text of `SENTRY_SPOTLIGHT`: a switch, or a URL. `''`: it is off; undefined: the text
 * is neither.
 */
export function sidecarUrl(spotlight: unknown): string | undefined {
  const text = typeof spotlight === 'string' ? spotlight.trim() : '';
  const isOn = parseEnvBool(text) ?? spotlight;
  if (isOn === true) return DEFAULT_URL;
  if (!isOn || !text) return '';
  return /^https?:\/\/./i.test(text) ? text : undefined;
}
