/** On sessions and their payloads: the `did` that has been at the gate with the user it is of. JSON leaves it out. */
export const SHOWN: unique symbol = Symbol.for('vigil/1/shown');
export interface Shown {
  [SHOWN]?: string | undefined;
}
