import { type ComponentType, createElement, type ReactElement, type ReactNode } from 'react';
import { wrapComponent } from '../wrapComponent';
import type { LocationLike, RouteLike } from './reactRouterTypes';
import { inside, useRouteTemplate } from './useRouteTemplate';

interface RoutesProps {
  children?: ReactNode;
  location?: LocationLike | string;
}

/** `<Routes>` of React Router, which names the route of every event: `const SentryRoutes = withSentryReactRouterV7Routing(Routes)`. */
export function withRouting<P extends object>(routes: ComponentType<P>): ComponentType<P> {
  return wrapComponent('sentryRoutes', routes, props => {
    const { children, location } = props as RoutesProps;
    const route = useRouteTemplate(location, ({ createRoutesFromChildren }) => createRoutesFromChildren(children));
    return inside(createElement(routes, props), route);
  });
}

/** The hook `useRoutes` of React Router, which names the route of every event: `const useSentryRoutes = wrapUseRoutesV7(useRoutes)`. */
export function wrapUseRoutes<R extends RouteLike, L>(
  useRoutes: (routes: R[], location?: L) => ReactElement | null,
): (routes: R[], location?: L) => ReactElement | null {
  return (routes, location) => {
    const route = useRouteTemplate(location as LocationLike | string | undefined, () => routes);
    return inside(useRoutes(routes, location), route);
  };
}
