import type { Site } from '../startSite';
import type { Scenario } from './scenario';

const PLANTED = 'function makePlanted(Type) { return new Type("planted") }\n';
const script = (code: string): string => `<script nonce=n>${code}</script>\n`;

/** Puts the pages of a scenario on the site. Answers the path to open. */
export function addScenario(site: Site, { source, value, surroundings }: Scenario, name: string, dsn: string): string {
  const { headers = {}, before = '', after = '', isSandboxed } = surroundings;
  const code = PLANTED + source.code(value.expression);
  const options = `{ dsn: ${JSON.stringify(dsn)}, environment: '${name}', release: 'page@1', ...globalThis.HOOKS }`;
  const start = `globalThis.client = Vigil.init(${options});`;
  const places = {
    inline: script(code),
    file: `<script nonce=n src=/${name}.js></script>`,
    module: `<script nonce=n type=module src=/${name}.js></script>`,
    worker: script(`globalThis.worker = new Worker('/${name}.js');`),
  };
  const { place = 'inline' } = source;
  site.files[`/${name}.js`] = place === 'worker' ? `importScripts('/sdk.js');\n${start}\n${code}` : code;
  const page = [
    script(`heard = []; for (const type of ['error', 'unhandledrejection']) addEventListener(type, () => heard.push(type));`),
    script(before),
    // the page hears of its worker's errors, too: a client there would report them once more
    place === 'worker' ? '' : `<script nonce=n src=/sdk.js></script>\n${script(start)}`,
    script(after),
    places[place],
  ].join('');
  site.files[`/${name}`] = { body: page, headers };
  if (!isSandboxed) return `/${name}`;
  const frame = `<iframe sandbox=allow-scripts src=/${name}></iframe>`;
  site.files[`/${name}-outside`] = { body: frame };
  return `/${name}-outside`;
}
