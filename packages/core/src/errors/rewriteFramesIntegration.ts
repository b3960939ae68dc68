import type { Callback } from '../base/callback';
import { safely } from '../base/safely';
import type { Integration } from '../client/integration';
import { exceptionsOf, framesOf } from '../scope/exceptionsOf';
import type { StackFrame } from '../wire/event';

export interface RewriteFramesOptions {
  /** What the file names are made relative to. Without it only the last part of the name stays. */
  root?: string | undefined;
  /** Stands before each. Default `app:///`. */
  prefix?: string | undefined;
  /** Rewrites a frame itself; then `root` and `prefix` have no effect. */
  iteratee?: Callback<(frame: StackFrame) => StackFrame> | undefined;
}

/** The way from a folder to a file, both with slashes. */
function relativePath(root: string, file: string): string {
  const from = root.split('/').filter(Boolean);
  const to = file.split('/').filter(Boolean);
  let shared = 0;
  while (shared < from.length && from[shared] === to[shared]) shared++;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

const withSlashes = (path: string) => path.replace(/^[a-z]:/i, '').replace(/\\/g, '/');

/** Paths of Windows and of everybody else; a URL only where it begins with the root. */
function rewrite(filename: string, prefix: string, root?: string): string {
  if (root && filename.startsWith(root) && /^[a-z][\w+.-]+:/i.test(root)) return prefix + filename.slice(root.length).replace(/^\//, '');
  if (!/^(?:\/|[a-z]:\\)/i.test(filename)) return filename;
  const file = withSlashes(filename);
  return prefix + (root ? relativePath(withSlashes(root), file) : file.slice(file.lastIndexOf('/') + 1));
}

/**
 * Makes file names independent of where the application stands, so that artefacts uploaded for a release match. Runs after the defaults:
 * source lines are read by then.
 */
export function rewriteFramesIntegration(options?: RewriteFramesOptions): Integration {
  const { root, prefix = 'app:///', iteratee } = options ?? {};
  function renamed(frame: StackFrame): StackFrame {
    if (!frame.filename) return frame;
    const filename = rewrite(frame.filename, prefix, root);
    const { abs_path, ...rest } = frame;
    // servers look up artefacts by the absolute path first
    return { ...rest, filename, ...(abs_path && abs_path !== frame.filename && { abs_path }) };
  }
  return {
    name: 'RewriteFrames',
    processEvent(event) {
      for (const exception of exceptionsOf(event)) {
        const frames = framesOf(exception);
        if (frames.length) {
          exception.stacktrace = {
            ...exception.stacktrace,
            frames: frames.map(frame => safely(() => (iteratee ?? renamed)(frame)) ?? frame),
          };
        }
      }
      return event;
    },
  };
}
