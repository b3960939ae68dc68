import ts from 'typescript';
import { parse, type Sources, type Violation, walk } from './sources';

export const LIMITS = { fileMax: 250, fileMedian: 80, functionP90: 40 };

export interface Figures {
  files: number;
  fileMedian: number;
  fileMax: number;
  functions: number;
  functionMedian: number;
  functionP90: number;
}

const linesOf = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** `decisions` is the text of docs/decisions: a longer file must be named there. */
export function checkFileSize(sources: Sources, decisions: string): Violation[] {
  return Object.entries(sources)
    .filter(([path, text]) => linesOf(text) > LIMITS.fileMax && !decisions.includes(path))
    .map(([path, text]) => ({ path, line: 1, message: `${linesOf(text)} lines, ${LIMITS.fileMax} at most without a decision record` }));
}

export function measure(sources: Sources): Figures {
  const files = Object.values(sources).map(linesOf);
  const functions = Object.entries(sources).flatMap(([path, text]) => functionLengths(parse(path, text)));
  return {
    files: files.length,
    fileMedian: quantile(files, 0.5),
    fileMax: Math.max(0, ...files),
    functions: functions.length,
    functionMedian: quantile(functions, 0.5),
    functionP90: quantile(functions, 0.9),
  };
}

/** Everything with a body in braces; an arrow with an expression is a value, not a routine. */
function functionLengths(file: ts.SourceFile): number[] {
  const lengths: number[] = [];
  const lineAt = (position: number): number => file.getLineAndCharacterOfPosition(position).line;
  walk(file, node => {
    if (!ts.isFunctionLike(node)) return;
    const { body } = node as ts.FunctionLikeDeclaration;
    if (body && ts.isBlock(body)) lengths.push(lineAt(node.end) - lineAt(node.getStart(file)) + 1);
  });
  return lengths;
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
