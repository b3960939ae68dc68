// Sentry's names whose feature does not exist yet: typed, checked, and each says so once.

export * from './datastores';
export * from './frameworks';
export * from './processData';
export * from './schedulers';
export * from './spanIntegrations';
