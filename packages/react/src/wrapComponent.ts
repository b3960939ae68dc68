import type { ComponentType, FunctionComponent, ReactElement } from 'react';

/** What React itself reads of a component, and what every function has. */
const OWN =
  /^(\$\$typeof|arguments|caller|childContextTypes|compare|contextType|contextTypes|defaultProps|displayName|getDefaultProps|getDerivedState.*|length|name|propTypes|prototype|render|type)$/;

/** A component that renders another: named after it, with the static fields that somebody put on it. */
export function wrapComponent<P extends object>(
  wrapper: string,
  component: ComponentType<P>,
  render: (props: P) => ReactElement | null,
): FunctionComponent<P> {
  const wrapped: FunctionComponent<P> = props => render(props);
  wrapped.displayName = `${wrapper}(${component?.displayName || component?.name || 'Unknown'})`;
  for (const key of Reflect.ownKeys(component ?? {})) {
    const descriptor = !OWN.test(String(key)) && Object.getOwnPropertyDescriptor(component, key);
    if (descriptor) Object.defineProperty(wrapped, key, descriptor);
  }
  return wrapped;
}
