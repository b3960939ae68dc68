// Routers, under Sentry's names. Versions 4 and 5 of React Router are one adapter, 6, 7 and 8 another.

export {
  type HistoryRoute,
  type HistoryRouterOptions,
  historyRouterIntegration as reactRouterV4BrowserTracingIntegration,
  historyRouterIntegration as reactRouterV5BrowserTracingIntegration,
  withHistoryRouting as withSentryRouting,
} from './historyRouting';
export {
  reactRouterIntegration as reactRouterBrowserTracingIntegration,
  reactRouterIntegration as reactRouterV6BrowserTracingIntegration,
  reactRouterIntegration as reactRouterV7BrowserTracingIntegration,
} from './reactRouterOptions';
export type { ReactRouterOptions } from './reactRouterTypes';
export { setRouteTemplate } from './setRouteTemplate';
export { type TanstackRouterLike, tanstackRouterBrowserTracingIntegration } from './tanstackRouterIntegration';
export {
  withRouting as withSentryReactRouterV6Routing,
  withRouting as withSentryReactRouterV7Routing,
  withRouting as wrapReactRouterRouting,
  wrapUseRoutes,
  wrapUseRoutes as wrapUseRoutesV6,
  wrapUseRoutes as wrapUseRoutesV7,
} from './withRouting';
export {
  wrapCreateRouter as wrapCreateBrowserRouter,
  wrapCreateRouter as wrapCreateBrowserRouterV6,
  wrapCreateRouter as wrapCreateBrowserRouterV7,
  wrapCreateRouter as wrapCreateMemoryRouter,
  wrapCreateRouter as wrapCreateMemoryRouterV6,
  wrapCreateRouter as wrapCreateMemoryRouterV7,
} from './wrapCreateRouter';
