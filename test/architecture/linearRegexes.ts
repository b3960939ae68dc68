import { check } from 'recheck';
import ts from 'typescript';
import { parse, type Sources, violation, walk } from './sources';

export interface Literal {
  /** As it stands in the source, with slashes and flags. */
  text: string;
  path: string;
  line: number;
}

export interface Finding extends Literal {
  status: 'vulnerable' | 'unknown';
  /** The degree and the text that shows it, or why the checker could not tell. */
  message: string;
}

/** Each regular expression once, where it stands first. */
export function collectRegexes(sources: Sources): Literal[] {
  const found = new Map<string, Literal>();
  for (const [path, text] of Object.entries(sources)) {
    const file = parse(path, text);
    walk(file, node => {
      if (!ts.isRegularExpressionLiteral(node) || found.has(node.text)) return;
      found.set(node.text, { text: node.text, path, line: violation(file, node, '').line });
    });
  }
  return [...found.values()];
}

const TOKEN = /\\.|\[(?:[^\]\\]|\\.)*\]|\{(\d+)(,?)(\d*)\}|[*+]/g;

/** Without a repetition that has no end, a match reads no more than a fixed number of characters. */
export function isUnbounded({ text }: Literal): boolean {
  return [...text.matchAll(TOKEN)].some(([token, , comma, max]) => token === '*' || token === '+' || (comma === ',' && max === ''));
}

/**
 * The same with smaller counts: `{1,64}` is `{1,3}`. A bounded repetition is a constant factor, which the checker would take for a
 * degree, and its exact method (automata) takes patterns with small counts only.
 */
export function withSmallCounts(source: string): string {
  return source.replace(TOKEN, (token, min?: string, comma?: string, max?: string) => {
    if (min === undefined) return token;
    const least = Math.min(+min, 2);
    return `{${least}${comma}${max && Math.max(least, Math.min(+max, 3))}}`;
  });
}

/** What `literal` is found to be if not linear; what the checker cannot decide is a finding too. The limits count steps, so a slow machine finds the same; `timeout` is for a hang only. */
export async function checkRegex(literal: Literal): Promise<Finding | undefined> {
  const end = literal.text.lastIndexOf('/');
  const limits = {
    timeout: 300_000,
    attackLimit: 1e8,
    maxIteration: 5,
    attackTimeout: null,
    incubationTimeout: null,
    seedingTimeout: null,
  };
  const result = await check(withSmallCounts(literal.text.slice(1, end)), literal.text.slice(end + 1), limits);
  if (result.status === 'safe') return undefined;
  const message = result.status === 'unknown' ? result.error.kind : `${result.complexity.summary}: ${result.attack.pattern.slice(0, 200)}`;
  return { ...literal, status: result.status, message };
}

export async function checkRegexes(sources: Sources): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const literal of collectRegexes(sources).filter(isUnbounded)) {
    const finding = await checkRegex(literal);
    if (finding) findings.push(finding);
  }
  return findings;
}
