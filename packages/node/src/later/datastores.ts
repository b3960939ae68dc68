import type { Integration } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';

// Databases, caches and queues: typed, without effect yet.

export function amqplibIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Amqplib', 'amqplibIntegration', options);
}
export function dataloaderIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Dataloader', 'dataloaderIntegration', options);
}
export function genericPoolIntegration(options?: LaterOptions): Integration {
  return laterIntegration('GenericPool', 'genericPoolIntegration', options);
}
export function graphqlIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Graphql', 'graphqlIntegration', options);
}
export function kafkaIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Kafka', 'kafkaIntegration', options);
}
export function knexIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Knex', 'knexIntegration', options);
}
export function lruMemoizerIntegration(options?: LaterOptions): Integration {
  return laterIntegration('LruMemoizer', 'lruMemoizerIntegration', options);
}
export function mongoIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Mongo', 'mongoIntegration', options);
}
export function mongooseIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Mongoose', 'mongooseIntegration', options);
}
export function mysqlIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Mysql', 'mysqlIntegration', options);
}
export function mysql2Integration(options?: LaterOptions): Integration {
  return laterIntegration('Mysql2', 'mysql2Integration', options);
}
export function postgresIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Postgres', 'postgresIntegration', options);
}
export function postgresJsIntegration(options?: LaterOptions): Integration {
  return laterIntegration('PostgresJs', 'postgresJsIntegration', options);
}
export function prismaIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Prisma', 'prismaIntegration', options);
}
export function redisIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Redis', 'redisIntegration', options);
}
export function tediousIntegration(options?: LaterOptions): Integration {
  return laterIntegration('Tedious', 'tediousIntegration', options);
}
