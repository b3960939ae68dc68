import type { MatchLike } from './reactRouterTypes';

/** `/shops/:shop` and `orders/:id` to `/shops/:shop/orders/:id`: React Router writes nested paths relative, or whole. */
export function templateOf(matches: MatchLike[], basename = ''): string {
  let template = '';
  for (const { route } of matches) {
    const path = (route.path ?? '').replace(/^\/|\/$/g, '');
    if (!path) continue;
    // a whole path repeats its parent's
    template =
      `/${path}`.startsWith(`${template}/`) && route.path?.startsWith('/') ? `/${path}` : `${template.replace(/\/\*$/, '')}/${path}`;
  }
  const base = basename.replace(/^\/|\/$/g, '');
  return `${base && `/${base}`}${template}` || '/';
}
