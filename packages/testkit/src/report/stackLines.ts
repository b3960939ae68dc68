import { framesOf, functionOf, isOwn, libraryOf, locationOf } from './frameText';
import { asText, type Loose } from './loose';
import type { Paint } from './paint';
import { fit, printableLine } from './printable';

const WITH_CODE = 3;
const SHOWN = 12;
const LINES_AROUND = 2;

/** The stack as a person reads it: own frames with their code, library frames in one line, what `outer` has too left out. */
export function stackLines(exception: Loose, paint: Paint, outer?: Loose): string[] {
  const frames = framesOf(exception);
  const shared = outer ? countShared(frames, framesOf(outer)) : 0;
  const lines: string[] = [];
  let shown = 0;
  let skipped: Loose[] = [];
  const leaveOut = () => {
    if (skipped.length) lines.push(paint.dim(`    ${paint.ellipsis} ${countFrames(skipped.length)} in ${librariesOf(skipped)}`));
    skipped = [];
  };
  const own = frames.slice(0, frames.length - shared);
  for (const frame of own) {
    // The place of the throw is always shown, in a library too, unless own code stands in the stack as well.
    const show = isOwn(frame) || (frame === frames[0] && !own.some(isOwn));
    if (!show || shown >= SHOWN) {
      skipped.push(frame);
      continue;
    }
    leaveOut();
    lines.push(...frameLines(frame, shown++ < WITH_CODE, paint));
  }
  leaveOut();
  if (shared) lines.push(paint.dim(`    ${paint.ellipsis} ${countFrames(shared)} as above`));
  return lines;
}

function frameLines(frame: Loose, withCode: boolean, paint: Paint): string[] {
  const name = fit(printableLine(functionOf(frame)), 60, paint.ellipsis);
  const line = `    at ${paint.bold(name)} ${paint.cyan(`(${printableLine(locationOf(frame))})`)}`;
  return withCode ? [line, ...codeLines(frame, paint)] : [line];
}

function codeLines(frame: Loose, paint: Paint): string[] {
  if (typeof frame['context_line'] !== 'string') return [];
  const at = Number(frame['lineno']) || 0;
  const before = textsOf(frame['pre_context']).slice(-LINES_AROUND);
  const after = textsOf(frame['post_context']).slice(0, LINES_AROUND);
  const digits = String(at + after.length).length;
  return [...before, frame['context_line'], ...after].map((code, index) => {
    const isHere = index === before.length;
    const number = String(at ? at - before.length + index : '').padStart(digits);
    const text = `${number} ${paint.bar} ${fit(printableLine(code), paint.width - digits - 11, paint.ellipsis)}`.trimEnd();
    return isHere ? `      ${paint.red(paint.arrow)} ${paint.bold(text)}` : `        ${paint.dim(text)}`;
  });
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(asText) : [];
}

/** Callers that a cause shares with the error it led to; both stacks end in them. At least the place of its throw stays. */
function countShared(frames: Loose[], outer: Loose[]): number {
  let count = 0;
  while (count < frames.length - 1 && count < outer.length && isSame(frames[frames.length - 1 - count], outer[outer.length - 1 - count]))
    count++;
  return count;
}

function isSame(one: Loose | undefined, other: Loose | undefined): boolean {
  return !!one && !!other && locationOf(one) === locationOf(other) && functionOf(one) === functionOf(other);
}

function librariesOf(frames: Loose[]): string {
  const names = [...new Set(frames.map(frame => (isOwn(frame) ? 'the application' : libraryOf(frame))))];
  return printableLine(names.slice(0, 4).join(', ') + (names.length > 4 ? ', ...' : ''));
}

function countFrames(count: number): string {
  return count === 1 ? '1 frame' : `${count} frames`;
}
