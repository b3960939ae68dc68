/** The text without quoted parts, numbers and ids: equal for all occurrences of one issue. */
export function templateText(text: string): string {
  return text.replace(/(["'`]).*?\1|\b\w*\d[\w-]*/gs, '#');
}
