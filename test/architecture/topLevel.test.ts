import { describe, expect, it } from 'vitest';
import { describeViolations, publishedPackages, readModules } from './sources';
import { checkTopLevel } from './topLevel';

const check = (text: string): string[] => checkTopLevel({ 'packages/core/src/base/a.ts': text }).map(({ message }) => message);

describe('top level', () => {
  it.each(publishedPackages)('only declares in %s', name => {
    expect(describeViolations(checkTopLevel(readModules(name)))).toBe('');
  });

  it.each([
    ['a call', 'export const a = make();'],
    ['a call as a statement', 'start();'],
    ['Object.freeze', 'export const a = Object.freeze({});'],
    ['new RegExp', "export const a = new RegExp('x');"],
    ['a member read', 'export const a = globalThis.performance;'],
    ['an object spread', 'export const a = { ...b };'],
    ['an array spread', 'export const a = [...b];'],
    ['a spread deep inside', 'export const a = { b: [{ ...c }] };'],
    ['destructuring', 'export const { a } = b;'],
    ['a template with values', 'export const a = `$' + '{b}`;'],
    ['an assignment to a prototype', 'A.prototype.b = 1;'],
    ['an assignment to a function', 'fn.meta = 1;'],
    ['an import for its effect', "import './b';"],
    ['a condition', 'if (a) b = 1;'],
    ['a map of an array', "export const a = ['b'].map(String);"],
    ['a static field that calls', 'export class A { static b = make(); }'],
    ['a static block', 'export class A { static { start(); } }'],
    ['a class made by a call', 'export class A extends mix(B) {}'],
    ['a computed key', 'export const a = { [b]: 1 };'],
    ['a Map filled from a call', 'export const a = new Map(entries());'],
    ['a default export of a call', 'export default make();'],
    ['arithmetic on names', 'export const a = b * 2;'],
    ['arithmetic on numbers, which esbuild keeps', 'export const a = 1_000 * 60;'],
    ['a loop', 'for (const a of []) {}'],
    ['await', 'await 1;'],
  ])('finds %s', (_case, text) => {
    expect(check(text)).toHaveLength(1);
  });

  it.each([
    "import { a } from './a'; import type { B } from './b'; export * from './c'; export { a };",
    'export interface A { b: string } export type C = A; declare const d: number; declare function e(): void;',
    'export function a() { start(); } export const b = () => start(); export async function* c() {}',
    "export const a = 'b', c = 60_000, d = -1, e = /x/g, f = [1, [2]], g = { h: { i: [] } } as const;",
    'export let a: string | undefined; export const b = void 0;',
    "export const a = new Map(), b = new WeakMap<object, string>(), c = new Set(['d']);",
    "export const a = Symbol('b'), c = Symbol.for('d');",
    'export class A extends B { static c = 1; d = make(); constructor() { super(); start(); } *[Symbol.iterator]() {} }',
    'export const a = /* @__PURE__ */ make();',
    'export const enum A { B = 4 }',
    'export const a = `plain`, b = a;',
  ])('allows: %s', text => {
    expect(check(text)).toEqual([]);
  });
});
