import type { Event } from '@vigil/core';
import { breadcrumbLines } from './breadcrumbLines';
import { detailLines } from './detailLines';
import { exceptionLines } from './exceptionLines';
import { createPaint } from './paint';
import { titleLines } from './titleLines';

export interface ReportOptions {
  /** ANSI colours and Unicode signs; default false: plain text, signs in ASCII. */
  color?: boolean | undefined;
  /** Columns; long rows and lines of code are cut, the title and places in files never. Default 100, at least 40. */
  width?: number | undefined;
}

/**
 * An event as a person wants to read it in a terminal: what happened, where and when, the code around it, the causes,
 * what led up to it, and whom it met. Takes events of any SDK; never throws. No newline at the end.
 */
export function formatReport(event: Event, { color = false, width = 100 }: ReportOptions = {}): string {
  const paint = createPaint(color, Math.max(width, 40) || 100);
  const lines = [
    ...titleLines(event, paint),
    ...exceptionLines(event, paint),
    ...breadcrumbLines(event, paint),
    ...detailLines(event, paint),
  ];
  return lines.join('\n');
}
