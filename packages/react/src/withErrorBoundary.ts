import { type ComponentType, createElement, type FunctionComponent } from 'react';
import { ErrorBoundary } from './errorBoundary';
import type { ErrorBoundaryProps } from './errorBoundaryProps';
import { wrapComponent } from './wrapComponent';

/** The component inside a boundary of its own, under the same static fields. */
export function withErrorBoundary<P extends object>(
  component: ComponentType<P>,
  errorBoundaryOptions?: ErrorBoundaryProps,
): FunctionComponent<P> {
  return wrapComponent('errorBoundary', component, props =>
    createElement(ErrorBoundary, errorBoundaryOptions, createElement(component, props)),
  );
}
