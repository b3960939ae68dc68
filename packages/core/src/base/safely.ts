/** Runs code that is not ours; what it throws becomes `fallback`. */
export function safely<T>(fn: () => T, fallback?: (error: unknown) => T): T | undefined {
  try {
    return fn();
  } catch (error) {
    return fallback?.(error);
  }
}
