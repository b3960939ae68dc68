import { type Client, carrier, type Finding, originalOf } from '@vigil/core';
import { builtin } from '../env/builtin';
import { commonJsFiles } from '../modules/loadedPackages';
import { packageOf } from '../modules/packageOf';

// What each framework needs to have its errors seen.
const LINES: Record<string, string> = {
  express: "import { setupExpressErrorHandler } from '@vigil/express'; setupExpressErrorHandler(app)",
  fastify: "import { setupFastifyErrorHandler } from '@vigil/fastify'; setupFastifyErrorHandler(app)",
  koa: 'Vigil.setupKoaErrorHandler(app)',
};

/** Where `init` stands does not matter; what has to be in place is looked at. */
export function checkInitOrder(client: Client): Finding {
  const { emit } = builtin('node:http').Server.prototype;
  const isSeen = client.getIntegrationByName('Http') && originalOf(emit) !== emit;
  if (isSeen) return { status: 'ok', message: 'requests are seen, whenever their modules were imported' };
  return {
    status: 'warn',
    message: 'the Http integration is off: requests share one context, their data is on no event',
    fix: 'let httpIntegration() be among the integrations, or wrap listeners by wrapRequestListener',
  };
}

/** Frameworks catch what their handlers throw: without an adapter nobody sees it. */
export function checkAdapter(): Finding {
  const loaded = loadedFrameworks();
  const adapters = carrier().adapters;
  const missing = Object.keys(LINES).filter(name => loaded.has(name) && !adapters?.has(name));
  if (missing.length) {
    const fix = missing.map(name => LINES[name]).join('; ');
    return { status: 'warn', message: `${missing.join(' and ')} is loaded and has no adapter: errors of its routes are not seen`, fix };
  }
  const known = [...loaded].sort().join(' and ');
  return known
    ? { status: 'ok', message: `${known} has its adapter` }
    : { status: 'skipped', message: 'no framework that needs one is loaded' };
}

function loadedFrameworks(): Set<string> {
  const names = commonJsFiles().map(file => /[\\/](express|fastify|koa)[\\/]/.test(file) && packageOf(file)?.name);
  return new Set(names.filter(name => typeof name === 'string' && Object.hasOwn(LINES, name)) as string[]);
}
