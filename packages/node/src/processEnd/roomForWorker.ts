import fs from 'node:fs';
import { devNull } from 'node:os';

/** For the Worker, its connection and the name of the host. Node 24 needs six for the Worker alone. */
const DESCRIPTORS = 12;
/** Node 26 reserves 970 MB for a Worker. */
const ADDRESS_SPACE_KB = 1_048_576;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

function hasDescriptors(): boolean {
  const opened: number[] = [];
  try {
    while (opened.length < DESCRIPTORS) opened.push(fs.openSync(devNull, 'r'));
    return true;
  } catch (error) {
    // anything else, such as the permission model, is no Worker's affair
    return codeOf(error) !== 'EMFILE' && codeOf(error) !== 'ENFILE';
  } finally {
    for (const descriptor of opened) fs.closeSync(descriptor);
  }
}

/** Not `process.cwd()`, which remembers. */
function hasWorkingFolder(): boolean {
  try {
    fs.realpathSync.native('.');
    return true;
  } catch (error) {
    return codeOf(error) !== 'ENOENT';
  }
}

/** Of a number in a file of the kernel's, which other systems do not have. */
function readNumber(path: string, pattern: RegExp): number {
  try {
    return Number(pattern.exec(fs.readFileSync(path, 'latin1'))?.[1]);
  } catch {
    return Number.NaN;
  }
}

/** With `ulimit -v`. V8 aborts the process when it gets none for the heap of a Worker. */
function hasAddressSpace(): boolean {
  const limit = readNumber('/proc/self/limits', /^Max address space +(\d+)/m);
  return Number.isNaN(limit) || !(limit / 1024 - readNumber('/proc/self/status', /^VmSize:\s*(\d+)/m) < ADDRESS_SPACE_KB);
}

/** Node 24 and 26 abort a process that was started from one, when a Worker of it loads `net`. */
function isFromSnapshot(): boolean {
  return process.execArgv.some(argument => argument.startsWith('--snapshot-blob'));
}

/**
 * Whether a Worker would come to run. Of one that dies at its start (no descriptors left, the working folder deleted under us by the next
 * deployment) nothing is told to a thread that stands still: it would wait for answers until its time is up.
 */
export function hasRoomForWorker(): boolean {
  // Deno would ask whoever sits at the terminal for each of these files
  if (process.versions['deno']) return true;
  return !isFromSnapshot() && hasWorkingFolder() && hasDescriptors() && hasAddressSpace();
}

/** What can be said of it without trying: Node's permission model counts too, under which making a Worker throws. */
export function canHaveWorker(): boolean {
  const { permission } = process as { permission?: { has(scope: string): boolean } };
  return permission?.has('worker') !== false && hasRoomForWorker();
}
