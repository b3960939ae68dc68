let unseen = false;

/** What is captured now goes to the spool at once, whatever its options say. */
export function isEndUnseen(): boolean {
  return unseen;
}

/**
 * Captures an uncaught error that a capture callback, of a domain or of the application's, is about to get. Where that throws in its turn,
 * Node exits with 7 and nothing of ours runs any more.
 */
export function withUnseenEnd(capture: () => void): void {
  unseen = true;
  try {
    capture();
  } finally {
    unseen = false;
  }
}
