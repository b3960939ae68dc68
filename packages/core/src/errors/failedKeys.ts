/** `users.0.name`; what is no key of anything is left empty. */
export function pathText(path: unknown[]): string {
  return path.map(part => (Object(part) === part ? '' : String(part))).join('.');
}

/** `Failed to validate keys: age, users.<array>.name`: an issue is one whatever entry of a list has it. */
export function failedKeys(paths: unknown[][]): string {
  const keys = paths.map(path => pathText(path.map(part => (/^\d+$/.test(pathText([part])) ? '<array>' : part))));
  const named = [...new Set(keys)].filter(Boolean).sort();
  return named.length ? `Failed to validate keys: ${named.join(', ')}` : 'Failed to validate';
}
