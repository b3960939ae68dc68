import { fit, printableLine } from './printable';

type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta';

/** Colours and signs of a report. Without colour the signs are ASCII, so that a log file or an old terminal shows them right. */
export interface Paint extends Record<Style, (text: string) => string> {
  width: number;
  ellipsis: string;
  /** Marks the title. */
  cross: string;
  /** Marks the line of code where it happened. */
  arrow: string;
  /** Stands between line number and code. */
  bar: string;
  /** Stands between facts on one line. */
  dot: string;
  /** `label  value` on one line, cut to the width. */
  row(label: string, value: string): string;
}

const LABEL_WIDTH = 12;

export function createPaint(color: boolean, width: number): Paint {
  const style = (open: number, close: number) => (text: string) => (color && text ? `\u001b[${open}m${text}\u001b[${close}m` : text);
  const dim = style(2, 22);
  const ellipsis = color ? '…' : '...';
  return {
    bold: style(1, 22),
    dim,
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    cyan: style(36, 39),
    magenta: style(35, 39),
    width,
    ellipsis,
    cross: color ? '✖' : 'x',
    arrow: color ? '❯' : '>',
    bar: color ? '│' : '|',
    dot: color ? ' · ' : ', ',
    row(label, value) {
      const name = fit(printableLine(label), 24, ellipsis);
      const padded = name.padEnd(LABEL_WIDTH);
      return `  ${dim(padded)} ${fit(printableLine(value), Math.max(width - padded.length - 3, 20), ellipsis)}`;
    },
  };
}
