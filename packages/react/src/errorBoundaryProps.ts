import type { ReportDialogOptions, Scope } from '@vigil/browser';
import type { ReactElement, ReactNode } from 'react';

/** Shown in place of what failed. It is rendered as a component: hooks work, and what it throws is the next boundary's. */
export type FallbackRender = (errorData: {
  error: unknown;
  componentStack: string;
  eventId: string;
  /** Shows the children again. */
  resetError(): void;
}) => ReactElement | null;

type Heed = (error: unknown, componentStack: string, eventId: string) => void;
/** All null where nothing was caught. */
type HeedEnd = (error: unknown, componentStack: string | null, eventId: string | null) => void;

export interface ErrorBoundaryProps {
  children?: ReactNode | (() => ReactNode);
  /** Without one nothing is shown. */
  fallback?: ReactElement | FallbackRender | undefined;
  /** What the event says of it. Default: whether there is a `fallback`. */
  handled?: boolean | undefined;
  /** Opens the server's dialog once the event has arrived. */
  showDialog?: boolean | undefined;
  dialogOptions?: ReportDialogOptions | undefined;
  /** Runs before the event is made; what it sets on the scope is on that event alone. */
  beforeCapture?: ((scope: Scope, error: unknown, componentStack: string) => void) | undefined;
  onError?: Heed | undefined;
  onMount?: (() => void) | undefined;
  onUnmount?: HeedEnd | undefined;
  onReset?: HeedEnd | undefined;
  /** A change of any of these (`Object.is`) shows the children again. */
  resetKeys?: readonly unknown[] | undefined;
}
