const texts = new WeakMap<object, string>();

/** The byte budget needs an event's JSON at capture; kept here, it is not made again when the envelope is sent. */
export function keepJson(payload: object, json: string): void {
  texts.set(payload, json);
}
export function keptJson(payload: object): string | undefined {
  return texts.get(payload);
}
