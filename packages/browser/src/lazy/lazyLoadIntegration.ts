type Lazy = typeof import('./lazyIntegrations');

/**
 * The factory of an integration that the page shall not load with the rest: `addIntegration((await lazyLoadIntegration('...'))())`. It comes
 * with the application's own bundle, from no other host, and needs no nonce. Rejects with an Error for a name that is none of them, and
 * where the file does not load.
 */
export async function lazyLoadIntegration<K extends keyof Lazy>(name: K, _scriptNonce?: string): Promise<Lazy[K]> {
  const lazy = await import('./lazyIntegrations');
  if (name in lazy) return lazy[name];
  throw new Error(`${name} cannot be loaded lazily`);
}
