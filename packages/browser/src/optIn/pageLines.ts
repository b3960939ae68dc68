import type { StackFrame } from '@vigil/core';

/** `[first, last]` lines of each inline script, 0-based. */
function scriptsOf(html: string): Array<[number, number]> {
  const found: Array<[number, number]> = [];
  const lineOf = (at: number) => html.slice(0, at).split('\n').length - 1;
  for (let at = 0; ; ) {
    const start = html.indexOf('<script', at);
    at = start < 0 ? -1 : html.indexOf('</script>', start);
    if (at < 0) return found;
    found.push([lineOf(start), lineOf(at)]);
  }
}

/**
 * How much the code at a frame's place looks like what engines name as one: a call, `new`, `throw`, the name behind a dot. 0: it cannot be.
 * Columns count from 1.
 */
function likeness(line: string, colno: number | undefined, isInnermost: boolean): number {
  if (!colno) return 1;
  const code = line.slice(colno - 1);
  const before = line.slice(0, colno - 1);
  if (!/^[\w$#(.[]/.test(code) || (/[\w$]$/.test(before) && /^[\w$]/.test(code))) return 0;
  if (/^(?:new|throw)\b/.test(code)) return isInnermost ? 4 : 3;
  return /^[\w$.#]+\s*\(|^[(.[]/.test(code) || before.endsWith('.') ? 3 : 1;
}

/**
 * The lines of the page's HTML as it came, as far as the document still tells: what stands in front of its head is not kept by the parser,
 * so it is tried with how many lines these frames look most like places in inline scripts. Undefined when that is not certain.
 */
export function pageLines(document: Document, frames: StackFrame[]): string[] | undefined {
  const html = document.documentElement.innerHTML;
  const lines = html.split('\n');
  const scripts = scriptsOf(html);
  const score = (before: number) =>
    frames.reduce((sum, { lineno = 0, colno }, n) => {
      const at = lineno - 1 - before;
      const isInside = scripts.some(([first, last]) => at >= first && at <= last);
      const like = isInside ? likeness(lines[at] ?? '', colno, n === frames.length - 1) : 0;
      return like ? sum + like : Number.NEGATIVE_INFINITY;
    }, 0);
  // the first: as most pages are written, doctype and root on a line each
  const tried = [document.doctype ? 2 : 1, 0, 1, 2, 3, 4, 5, 6, 7, 8].map(before => ({ before, score: score(before) }));
  const most = Math.max(...tried.map(each => each.score));
  const best = tried.filter(each => each.score === most);
  const [first] = best;
  if (!first || most < 0 || (first !== tried[0] && best.length > 1)) return undefined;
  return [...Array<string>(first.before).fill(''), ...lines];
}
