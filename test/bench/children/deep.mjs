// An application's code: the lines around it are what the reports show.

/** An error made `depth` calls down. */
export function deep(depth, id) {
  if (depth === 0) {
    return new Error(`order ${id} could not be charged`);
  }
  return deep(depth - 1, id);
}
