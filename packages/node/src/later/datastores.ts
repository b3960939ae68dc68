import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// Databases, caches and queues: typed, without effect yet.

export function amqplibIntegration(options?: LaterOptions): Integration {
  return laterIntegration('amqplibIntegration', options);
}
export function dataloaderIntegration(options?: LaterOptions): Integration {
  return laterIntegration('dataloaderIntegration', options);
}
export function firebaseIntegration(options?: LaterOptions): Integration {
  return laterIntegration('firebaseIntegration', options);
}
export function genericPoolIntegration(options?: LaterOptions): Integration {
  return laterIntegration('genericPoolIntegration', options);
}
export function graphqlIntegration(options?: LaterOptions): Integration {
  return laterIntegration('graphqlIntegration', options);
}
export function kafkaIntegration(options?: LaterOptions): Integration {
  return laterIntegration('kafkaIntegration', options);
}
export function knexIntegration(options?: LaterOptions): Integration {
  return laterIntegration('knexIntegration', options);
}
export function lruMemoizerIntegration(options?: LaterOptions): Integration {
  return laterIntegration('lruMemoizerIntegration', options);
}
export function mongoIntegration(options?: LaterOptions): Integration {
  return laterIntegration('mongoIntegration', options);
}
export function mongooseIntegration(options?: LaterOptions): Integration {
  return laterIntegration('mongooseIntegration', options);
}
export function mysqlIntegration(options?: LaterOptions): Integration {
  return laterIntegration('mysqlIntegration', options);
}
export function mysql2Integration(options?: LaterOptions): Integration {
  return laterIntegration('mysql2Integration', options);
}
export function postgresIntegration(options?: LaterOptions): Integration {
  return laterIntegration('postgresIntegration', options);
}
export function postgresJsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('postgresJsIntegration', options);
}
export function redisIntegration(options?: LaterOptions): Integration {
  return laterIntegration('redisIntegration', options);
}
export function tediousIntegration(options?: LaterOptions): Integration {
  return laterIntegration('tediousIntegration', options);
}
export function neonIntegration(options?: LaterOptions): Integration {
  return laterIntegration('neonIntegration', options);
}
