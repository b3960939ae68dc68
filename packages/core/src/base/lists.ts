// What the oldest browsers are without that we promise to run in.

/** `list.at(-1)`. */
export const lastOf = <T>(list: readonly T[] | null | undefined): T | undefined => list?.[list.length - 1];

/** `Object.hasOwn`; of `hasOwnProperty` esbuild makes just that. */
export const hasOwn = (of: object, key: PropertyKey): boolean => !!Object.getOwnPropertyDescriptor(of, key);
