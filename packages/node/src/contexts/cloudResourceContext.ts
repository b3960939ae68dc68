import { readEnv } from '../env/readEnv';
import { CLOUD_PROVIDERS } from './cloudProviders';

/** Whose machine this is, as the variables say that hosts set; empty where none does. Asks no network. */
export function readCloudResourceContext(env: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const isSet = (name: string): boolean => readEnv(env, name) !== undefined;
  const found = CLOUD_PROVIDERS.find(({ when, unless }) => when.every(isSet) && !unless?.some(isSet));
  if (!found) return {};
  const context: Record<string, string> = { 'cloud.provider': found.provider };
  if (found.platform) context['cloud.platform'] = found.platform;
  for (const [field, names] of Object.entries(found.fields ?? {})) {
    const name = names.find(isSet);
    if (name) context[field] = readEnv(env, name) as string;
  }
  return context;
}
