import { describe, expect, it } from 'vitest';
import { checkPlatform } from './platform';
import { describeViolations, readSources } from './sources';

const check = (text: string): string[] => checkPlatform({ 'packages/core/src/base/a.ts': text }).map(({ message }) => message);

describe('platforms in core', () => {
  it('are not named', () => {
    expect(describeViolations(checkPlatform(readSources('core')))).toBe('');
  });

  it.each([
    'export const a = () => process.env;',
    "export const a = () => Buffer.from('');",
    'export const a = () => typeof window;',
    'export const a = () => ({ location });',
    "export const a = () => require('x');",
    'declare const document: { title: string }; export const a = () => document.title;',
    'export const a = () => globalThis.navigator;',
    "export const a = () => (globalThis as { process?: unknown })['process'];",
    'export const a = () => (globalThis as { process?: unknown }).process;',
    'export const a = () => { const { process: p } = globalThis as never; return p; };',
    'export type A = typeof process;',
    "import { a } from 'node:fs'; export { a };",
    "export const a = () => import('http');",
  ])('are found in: %s', text => {
    expect(check(text)).not.toEqual([]);
  });

  it.each([
    'export const a = (event: { location: string }) => event.location;',
    'export const a = { process: 1, document() {} };',
    'export interface A { window: number; location?: string }',
    'export const a = (process: () => void) => process();',
    'export const a = () => { const location = 1; return { location }; };',
    'export const a = ({ module }: { module: string }) => module;',
    'export type A = [location: string, document: number];',
    "import { process } from './b'; export { process };",
    'export const a = () => globalThis.crypto;',
  ])('are not mistaken for: %s', text => {
    expect(check(text)).toEqual([]);
  });
});
