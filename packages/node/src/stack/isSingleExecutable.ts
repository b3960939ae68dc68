import { safely } from '@vigil/core';
import { builtin } from '../env/builtin';

/** Whether this process is one of Node's single executable applications. Node before 20.12 and other runtimes do not say. */
export function isSingleExecutable(): boolean {
  return !!safely(() => builtin('node:sea').isSea());
}
