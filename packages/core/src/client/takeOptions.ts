import { carrier } from '../base/carrier';
import { say } from '../base/diag';
import { copyOf } from '../scope/copyOf';
import type { Client } from './clientTypes';
import type { VigilOptions } from './options';

/** The options as the client goes by them, and the way it warns: once per code and key. */
export function takeOptions(raw: VigilOptions): { options: VigilOptions; warn: Client['warn'] } {
  const given = copyOf(raw) ?? {};
  const told = new Set<string>();
  const { diag } = carrier();
  const warn: Client['warn'] = (code, key, detail) => {
    const line = `${code} ${key}`;
    if (!told.has(line)) say(given.logger, 'warn', diag?.text(code, key, detail) ?? line);
    told.add(line);
  };
  const options = diag?.check(given, warn) ?? given;
  options.environment ||= 'production';
  return { options, warn };
}
