import type { ReactNode } from 'react';

// What is read of React Router 6, 7 and 8, whose packages nobody has to have.

export interface RouteLike {
  path?: string | undefined;
}
export interface LocationLike {
  pathname: string;
  /** Of this visit. */
  key?: string | undefined;
}
export interface MatchLike {
  route: RouteLike;
  /** The part of the path before what a splat matched. */
  pathnameBase?: string | undefined;
}
/** What `createBrowserRouter` and its siblings return. */
export interface DataRouterLike {
  state: { location: LocationLike; matches: MatchLike[] };
  basename?: string | undefined;
  subscribe(listener: (state: DataRouterLike['state']) => void): unknown;
}

/** Functions of the router's own package; any other field (`useEffect`, `useNavigationType`) is taken and not needed. */
export interface ReactRouterOptions {
  useEffect?: unknown;
  useNavigationType?: unknown;
  useLocation: () => LocationLike;
  createRoutesFromChildren: (children: ReactNode) => RouteLike[];
  matchRoutes: (routes: never[], location: never, basename?: string) => MatchLike[] | null;
  /** Leave the basename out of the template. */
  stripBasename?: boolean | undefined;
}
