import { safely } from '@vigil/core';
import { readEnv } from '../env/readEnv';
import { bypassesProxy } from './bypassesProxy';

/** How to reach a proxy: plain data, so that a Worker can be given it. */
export interface ProxyPlace {
  /** For `request`. */
  at: { protocol: string; hostname: string; port: string };
  /** What it wants to be told. */
  headers: Record<string, string>;
}

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** An IPv6 address stands in brackets in a URL only. */
export function hostOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

export function portOf({ port, protocol }: URL): string {
  return port || (PORTS[protocol] ?? '');
}

const decode = (text: string): string => safely(() => decodeURIComponent(text)) ?? text;

/** Lower case wins, as in curl. A CGI server makes `HTTP_PROXY` of a header anybody can send, and sets `REQUEST_METHOD`. */
function fromEnv(env: NodeJS.ProcessEnv, secure: boolean): string | undefined {
  const forHttps = secure ? (readEnv(env, 'https_proxy') ?? readEnv(env, 'HTTPS_PROXY')) : undefined;
  const upper = readEnv(env, 'REQUEST_METHOD') === undefined ? readEnv(env, 'HTTP_PROXY') : undefined;
  return forHttps ?? readEnv(env, 'http_proxy') ?? upper;
}

function parseProxy(text: string): ProxyPlace {
  const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (!PORTS[url.protocol]) throw new Error(`a proxy by ${url.protocol} cannot be used, only by http: or https:`);
  const credentials = `${decode(url.username)}:${decode(url.password)}`;
  return {
    at: { protocol: url.protocol, hostname: hostOf(url), port: portOf(url) },
    headers: credentials === ':' ? {} : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` },
  };
}

/**
 * The proxy by which `target` is reached (protocol 8.1); undefined: directly. `option` beats the environment, `false` means none;
 * `no_proxy` stands over both. An https target without a proxy of its own takes `http_proxy`. Throws for a proxy that cannot be used:
 * who asked for one does not want to be sent past it.
 */
export function findProxy(target: URL, option: string | false | undefined, env: NodeJS.ProcessEnv = process.env): ProxyPlace | undefined {
  if (option === false) return undefined;
  const text = option?.trim() || fromEnv(env, target.protocol === 'https:');
  const noProxy = readEnv(env, 'no_proxy') ?? readEnv(env, 'NO_PROXY');
  return text && !bypassesProxy(noProxy, hostOf(target), portOf(target)) ? parseProxy(text) : undefined;
}
