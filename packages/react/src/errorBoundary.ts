import { withScope } from '@vigil/browser';
import { Component, createElement, type ErrorInfo, type ReactNode } from 'react';
import { captureReactException, stackIn } from './captureReactException';
import type { ErrorBoundaryProps, FallbackRender } from './errorBoundaryProps';
import { openDialogFor } from './openDialogFor';
import { runHook } from './runHook';

interface Caught {
  error: unknown;
  componentStack: string;
  eventId: string;
}
interface State {
  /** Nothing is shown: until the first error is told and the children are gone. */
  failed?: boolean;
  caught?: Caught | undefined;
  /** What the fallback threw: the next boundary's. */
  passed?: { error: unknown };
}

/**
 * Catches what its children throw while they render, reports it with the component stack, and shows `fallback`. What the fallback itself
 * throws goes to the next boundary, as it would in React; a hook that throws changes nothing.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = {};
  // whether what fails is the fallback
  private isShowing = false;

  /** With this a boundary hears what effects throw after it has caught something; by `componentDidCatch` alone it does not. */
  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidMount(): void {
    runHook('onMount', () => this.props.onMount?.());
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    const { caught } = this.state;
    if (this.isShowing) {
      this.setState({ passed: { error } });
      return;
    }
    const { beforeCapture, dialogOptions, fallback, handled, onError, showDialog } = this.props;
    const componentStack = stackIn(info);
    const mechanism = { type: 'auto.function.react.error_boundary', handled: handled ?? !!fallback };
    const eventId = withScope(scope => {
      runHook('beforeCapture', () => beforeCapture?.(scope, error, componentStack));
      return captureReactException(error, info, { mechanism });
    });
    runHook('onError', () => onError?.(error, componentStack, eventId));
    // the first is why there is a fallback
    if (showDialog && !caught) openDialogFor(eventId, dialogOptions);
    this.setState({ caught: caught ?? { error, componentStack, eventId } });
  }

  override componentDidUpdate({ resetKeys: before = [] }: ErrorBoundaryProps, { caught }: State): void {
    const { resetKeys: now = [] } = this.props;
    // one update after the report: by then React has run what children do as they are removed, so what fails next is the fallback
    if (this.state.failed && this.state.caught) this.setState({ failed: false });
    // not in the update that shows the fallback: the keys may have changed with what failed
    if (caught && (now.length !== before.length || now.some((key, at) => !Object.is(key, before[at])))) this.resetErrorBoundary();
  }

  override componentWillUnmount(): void {
    this.tell('onUnmount');
  }

  /** Shows the children again. */
  readonly resetErrorBoundary = (): void => {
    if (!this.state.caught) return;
    this.tell('onReset');
    this.setState({ caught: undefined });
  };

  override render(): ReactNode {
    const { caught, failed, passed } = this.state;
    const { children, fallback } = this.props;
    if (passed) throw passed.error;
    if (failed) return null;
    this.isShowing = !!caught;
    if (!caught) return (typeof children === 'function' ? children() : children) ?? null;
    if (typeof fallback !== 'function') return fallback ?? null;
    // by way of a component that stays the same: a fallback written inline is another function each time, and would lose its state
    return createElement(Fallback, { ...caught, resetError: this.resetErrorBoundary, show: fallback });
  }

  private tell(name: 'onReset' | 'onUnmount'): void {
    const { error = null, componentStack = null, eventId = null } = this.state.caught ?? {};
    runHook(name, () => this.props[name]?.(error, componentStack, eventId));
  }
}

function Fallback({ show, ...data }: Parameters<FallbackRender>[0] & { show: FallbackRender }): ReturnType<FallbackRender> {
  return show(data);
}
