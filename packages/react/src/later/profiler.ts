import { notBuiltYet } from '@vigil/browser';
import { type ComponentType, createElement, Fragment, type FunctionComponent, type ReactElement, type ReactNode } from 'react';
import { wrapComponent } from '../wrapComponent';

export interface ProfilerProps {
  name: string;
  children?: ReactNode;
  disabled?: boolean | undefined;
  includeRender?: boolean | undefined;
  includeUpdates?: boolean | undefined;
  updateProps?: Record<string, unknown> | undefined;
}

/** Shows its children; no span is recorded yet. An element, because the types of React before 18.2.8 take nothing else of a component. */
export function Profiler({ children }: ProfilerProps): ReactElement {
  notBuiltYet('Profiler');
  return createElement(Fragment, null, children);
}
/** The component as it is; no span is recorded yet. */
export function withProfiler<P extends object>(component: ComponentType<P>, _options?: Partial<ProfilerProps>): FunctionComponent<P> {
  return wrapComponent('profiler', component, props => {
    notBuiltYet('withProfiler');
    return createElement(component, props);
  });
}
/** Records nothing yet. */
export function useProfiler(_name: string, _options?: { disabled?: boolean; hasRenderSpan?: boolean }): void {
  notBuiltYet('useProfiler');
}
