/**
 * A function that an application hands over. As with a method, its parameters may be typed more narrowly than what it is given: a hook
 * for errors may say that it takes no other events.
 */
export type Callback<F extends (...args: never[]) => unknown> = { call(...args: Parameters<F>): ReturnType<F> }['call'];
