import { type SpotlightOptions, spotlightIntegration } from '@vigil/core';
import {
  expressIntegration,
  graphqlIntegration,
  hapiIntegration,
  type LaterOptions,
  localVariablesIntegration,
  mongoIntegration,
  mysqlIntegration,
  postgresIntegration,
  prismaIntegration,
} from '@vigil/node';
import { V7Class } from './v7Class';

// v7's integrations that are off by default, most of them because their feature does not exist yet.

export class Express extends V7Class {
  static id = 'Express';
  constructor(options?: LaterOptions) {
    super(expressIntegration(options), 'Express', 'expressIntegration');
  }
}
export class GraphQL extends V7Class {
  static id = 'Graphql';
  constructor(options?: LaterOptions) {
    super(graphqlIntegration(options), 'GraphQL', 'graphqlIntegration');
  }
}
export class Hapi extends V7Class {
  static id = 'Hapi';
  constructor(options?: LaterOptions) {
    super(hapiIntegration(options), 'Hapi', 'hapiIntegration');
  }
}
export class LocalVariables extends V7Class {
  static id = 'LocalVariablesAsync';
  constructor(options?: LaterOptions) {
    super(localVariablesIntegration(options), 'LocalVariables', 'localVariablesIntegration');
  }
}
export class Mongo extends V7Class {
  static id = 'Mongo';
  constructor(options?: LaterOptions) {
    super(mongoIntegration(options), 'Mongo', 'mongoIntegration');
  }
}
export class Mysql extends V7Class {
  static id = 'Mysql';
  constructor(options?: LaterOptions) {
    super(mysqlIntegration(options), 'Mysql', 'mysqlIntegration');
  }
}
export class Postgres extends V7Class {
  static id = 'Postgres';
  constructor(options?: LaterOptions) {
    super(postgresIntegration(options), 'Postgres', 'postgresIntegration');
  }
}
export class Prisma extends V7Class {
  static id = 'Prisma';
  constructor(options?: LaterOptions) {
    super(prismaIntegration(options), 'Prisma', 'prismaIntegration');
  }
}
export class Spotlight extends V7Class {
  static id = 'Spotlight';
  constructor(options?: SpotlightOptions) {
    super(spotlightIntegration(options), 'Spotlight', 'spotlightIntegration');
  }
}
