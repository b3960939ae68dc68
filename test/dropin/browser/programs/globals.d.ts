// What the page gives every program.
declare const DSN: string;
/** The program has ended when this has settled. */
declare function done(ended: unknown): void;
/** `next` a moment later, when what was thrown, clicked and requested has been heard of. */
declare function later<T>(next: () => T): Promise<T>;
