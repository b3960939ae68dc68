/** One stop for several; what was not started is none. */
export function stopAll(stops: Array<(() => void) | false | void>): () => void {
  return () => {
    for (const stop of stops) if (stop) stop();
  };
}
