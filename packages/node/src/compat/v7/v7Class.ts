import type { Integration } from '@vigil/core';
import { deprecated } from './deprecated';

/** Base of v7's integration classes: an integration of today, which says at its set-up that it was made by the class. */
export class V7Class implements Integration {
  declare name: string;
  declare setup: NonNullable<Integration['setup']>;

  constructor(made: Integration, id: string, instead: string) {
    Object.assign(this, made);
    this.setup = client => {
      deprecated(`Integrations.${id}`, `use ${instead}()`, client);
      return made.setup?.(client);
    };
  }
}
