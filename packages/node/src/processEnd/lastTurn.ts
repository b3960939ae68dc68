let had = false;

/**
 * Gives the loop one turn more before it ends, in which a signal that has come is told: nothing keeps the process alive for one, and what
 * the process raised in its last turn would be forgotten, because we listen. Not a second one until `renewLastTurn`: whether anything
 * happened in the first, the loop does not tell in the same way on all runtimes, and one that is given again and again never ends.
 */
export function takeLastTurn(): void {
  if (had) return;
  had = true;
  // not an immediate, of which Deno tells before it looks for signals
  setTimeout(() => {});
}

/** Something came that may make the application go on. */
export function renewLastTurn(): void {
  had = false;
}
