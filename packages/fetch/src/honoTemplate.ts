import type { HonoRoute } from './honoTypes';

/**
 * Of all routes that match a request, the path of the first that is no pattern; else of the first whose handler takes no `next`, by
 * which Hono itself tells handlers from middleware.
 */
export function honoTemplate(routes: Array<HonoRoute | undefined>): string | undefined {
  const named = routes.filter(route => route !== undefined);
  const exact = named.filter(({ path }) => !path.endsWith('*'));
  const ends = named.filter(({ handler }) => handler.length < 2);
  return (exact.find(({ method }) => method !== 'ALL') ?? exact[0] ?? ends[0])?.path;
}
