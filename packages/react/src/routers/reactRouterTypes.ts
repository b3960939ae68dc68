import type { ReactNode } from 'react';

// What is read of React Router 6, 7 and 8, whose packages nobody has to have.

export interface RouteLike {
  path?: string | undefined;
}
export interface LocationLike {
  pathname: string;
}
export interface MatchLike {
  route: RouteLike;
}
/** What `createBrowserRouter` and its siblings return. */
export interface DataRouterLike {
  state: { matches: MatchLike[]; errors?: unknown };
  basename?: string | undefined;
  subscribe(listener: (state: { matches: MatchLike[] }) => void): unknown;
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
