const equipped = new WeakSet<object>();

/**
 * Gives a hub or scope of today the methods of its v7 class, which extends it, and returns it: it stays the object that everything else
 * works with. Copied, because contexts are made elsewhere, by other classes and perhaps by another copy of the package.
 */
export function equip<T extends object>(target: object, { prototype }: { prototype: T }): T {
  if (!Object.prototype.isPrototypeOf.call(prototype, target) && !equipped.has(target)) {
    const { constructor: _own, ...methods } = Object.getOwnPropertyDescriptors(prototype) as PropertyDescriptorMap;
    Object.defineProperties(target, methods);
    equipped.add(target);
  }
  return target as T;
}
