import { type ContextPort, carrier } from '../base/carrier';

/** Gives the process an async context (AsyncLocalStorage); undefined takes it away. */
export function setContextPort(port: ContextPort | undefined): void {
  carrier().port = port;
}
