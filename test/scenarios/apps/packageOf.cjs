// Our packages and the frameworks are installed where they are tested.
const { createRequire } = require('node:module');
const { join } = require('node:path');

const packages = join(__dirname, '../../../packages');

/** The package of ours for `express`, `fastify`; for anything else `node`. */
module.exports = function packageOf(framework) {
  const name = framework === 'express' || framework === 'fastify' ? framework : 'node';
  return createRequire(join(packages, name, 'package.json'))(`@vigil/${name}`);
};

/** `express4`, `fastify5`... */
module.exports.frameworkOf = function frameworkOf(kind) {
  return createRequire(join(packages, kind.replace(/\d/, ''), 'package.json'))(kind);
};
