import { describe, expect, it } from 'vitest';
import { checkDependencies } from './dependencies';
import { describeViolations, readSources } from './sources';

const NOTHING = /^$/;
const SIBLINGS_AND_NODE = /^(@vigil\/[a-z]+$|node:)/;

describe('imports from outside the package', () => {
  it.each([
    ['core', NOTHING],
    ['node', SIBLINGS_AND_NODE],
    ['testkit', SIBLINGS_AND_NODE],
    ['express', SIBLINGS_AND_NODE],
    ['fastify', SIBLINGS_AND_NODE],
    ['browser', /^@vigil\/core$/],
    ['react', /^(@vigil\/browser|react)$/],
    ['fetch', /^(@vigil\/core|node:async_hooks)$/],
    ['opentelemetry', /^@(vigil\/core|opentelemetry\/api)$/],
  ])('are only those that %s may have', (name, allowed) => {
    expect(describeViolations(checkDependencies(readSources(name), allowed))).toBe('');
  });

  it.each([
    "import a from 'lodash';",
    "import type { A } from 'undici-types';",
    "export * from '@vigil/core/src/base/clock';",
    "import a from '../../core/src/index';",
    "const a = require('fs');",
  ])('are found: %s', text => {
    expect(checkDependencies({ 'packages/node/src/a.ts': text }, SIBLINGS_AND_NODE)).toHaveLength(1);
  });

  it('may be siblings and modules of the runtime', () => {
    const sources = {
      'packages/node/src/a.ts': "import a from 'node:fs'; export * from '@vigil/core'; import './b';",
      'packages/node/src/b.ts': '',
    };
    expect(checkDependencies(sources, SIBLINGS_AND_NODE)).toEqual([]);
  });
});
