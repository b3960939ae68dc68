import { safely } from '@vigil/node';
import type { Request, Route } from './expressTypes';

/** Where routers and apps are mounted whose path has parameters: the text of the path and its template, by request. */
const mounts = new WeakMap<object, Array<[path: string, template: string]>>();

/**
 * Notes that the request passes a mount with parameters. `req.baseUrl` has their values only, and Express 4 keeps no text of the pattern,
 * so the values are turned back into the names; this must happen now, because the next router overwrites them.
 */
export function noteMount(request: Request): void {
  const { baseUrl, params } = request;
  if (!baseUrl || !params) return;
  for (const _ in params) {
    const known = mounts.get(request);
    if (known?.some(([path]) => path === baseUrl)) return;
    const entry: [string, string] = [baseUrl, templateOfMount(request, baseUrl, params)];
    if (known) known.push(entry);
    else mounts.set(request, [entry]);
    return;
  }
}

/** `/api/shops/:shop/items/:id`. A pattern that is a regular expression is shown as one; of several the list. */
export function routeTemplate(request: Request, { path }: Route): string {
  const own = Array.isArray(path) ? path.join(',') : String(path);
  const { baseUrl } = request;
  if (!baseUrl) return own;
  const prefix = templateOfMount(request, baseUrl, undefined);
  return own === '/' ? prefix : prefix + own;
}

function templateOfMount(request: Request, path: string, params: Record<string, unknown> | undefined): string {
  let [head, template] = ['', ''];
  for (const entry of mounts.get(request) ?? []) {
    if (entry[0].length > head.length && `${path}/`.startsWith(`${entry[0]}/`)) [head, template] = entry;
  }
  const tail = path.slice(head.length);
  return template + (params ? withNames(tail, params) : tail);
}

/** `/shops/7` with `{ shop: '7' }`: `/shops/:shop`. What a pattern left without a name is `*`. */
function withNames(path: string, params: Record<string, unknown>): string {
  let text = `${safely(() => decodeURIComponent(path)) ?? path}/`;
  for (const [name, value] of Object.entries(params)) {
    const whole = Array.isArray(value) ? value.join('/') : value;
    if (typeof whole !== 'string' || whole === '') continue;
    const shown = /^\d/.test(name) ? '*' : `${Array.isArray(value) ? '*' : ':'}${name}`;
    const at = text.indexOf(`/${whole}/`);
    if (at >= 0) text = `${text.slice(0, at)}/${shown}${text.slice(at + 1 + whole.length)}`;
  }
  return text.slice(0, -1);
}
