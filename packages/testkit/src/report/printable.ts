// Control characters but the newline, and what turns the direction of text: on a terminal they move the cursor, hide text or run commands.
const CONTROL = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** Text that is safe to print: control characters become visible, tabs become two spaces. Newlines stay. */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(/\t/g, '  ')
    .replace(CONTROL, control => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same on one line. */
export function printableLine(text: string): string {
  return printable(text).replace(/\n/g, '\\n');
}

/** Cut to `width` characters, with `...` or `…` where something is missing. */
export function fit(text: string, width: number, ellipsis: string): string {
  if (text.length <= width) return text;
  return text.slice(0, Math.max(width - ellipsis.length, 0)) + ellipsis;
}
