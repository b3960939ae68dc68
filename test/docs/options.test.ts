import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { optionNames } from '../../packages/core/src/client/checkOptions';
import { readSources } from '../architecture/sources';

const page = readFileSync(new URL('../../docs/options.md', import.meta.url), 'utf8');
const isNamed = (name: string) => new RegExp(`\\b${name}\\b`).test(page);
/** Fields of the options that take an object. */
const PARTS = ['Rate', 'BudgetOptions', 'RetryOptions', 'SpoolOptions', 'DataCollection', 'ScrubOptions', 'FingerprintRule'];

const sources = ['core', 'node', 'opentelemetry'].flatMap(name => Object.entries(readSources(name)));
// what has no effect yet is in the migration guide
const built = sources.filter(([path]) => !path.includes('/later/'));
const factory = /^export function ((?!add)\w+Integration)\(/gm;
const factories = built.flatMap(([, text]) => [...text.matchAll(factory)].map(([, name]) => name!));

/** A factory takes these. */
const usesFor = (text: string, options: string) => new RegExp(`^export function \\w+Integration\\([^)]*\\b${options}\\b`, 'm').test(text);

/** The fields of an interface, not those of objects in it. */
function fieldsOf(text: string, name: string): string[] {
  const body = new RegExp(`^export interface ${name} \\{$(.*?)^\\}$`, 'ms').exec(text)?.[1] ?? '';
  return [...body.matchAll(/^ {2}(\w+)\??[(:]/gm)].map(([, field]) => field!);
}

describe('docs/options.md', () => {
  it('names every option', () => {
    const named = new Set([...page.matchAll(/`(\w+)[^`]*`/g)].map(([, name]) => name));
    expect(optionNames().filter(name => !named.has(name))).toEqual([]);
  });

  it.each(PARTS)('names every field of %s', part => {
    const fields = built.flatMap(([, text]) => fieldsOf(text, part));
    expect(fields).not.toEqual([]);
    expect(fields.filter(name => !isNamed(name))).toEqual([]);
  });

  it('names every integration and its options', () => {
    expect(factories.length).toBeGreaterThan(20);
    expect(factories.filter(name => !isNamed(name))).toEqual([]);
    const texts = built.filter(([, text]) => text.search(factory) >= 0 || text.includes('Options {')).map(([, text]) => text);
    const options = texts.join('\n').matchAll(/^export interface (\w+Options) \{$/gm);
    const ofIntegrations = [...options].map(([, name]) => name!).filter(name => built.some(([, text]) => usesFor(text, name)));
    expect(ofIntegrations.length).toBeGreaterThan(8);
    expect(ofIntegrations.flatMap(name => texts.flatMap(text => fieldsOf(text, name))).filter(name => !isNamed(name))).toEqual([]);
  });
});
