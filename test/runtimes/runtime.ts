import { type RuntimeName, runtimeBinary, titleOf } from '../../scripts/runtimes.mjs';

/** Runs a file: Bun, Deno or the oldest Node there is support for, where the machine has it or can get it. */
export interface Runtime {
  name: RuntimeName;
  /** `bun 1.4.5`; says so when it is not to be had. */
  title: string;
  /** Undefined where it is not to be had. */
  binary: string | undefined;
  /** What comes between it and the file. */
  nodeArgs: string[];
}

const args: Record<RuntimeName, string[]> = {
  bun: [],
  deno: ['run', '--allow-all', '--no-lock', '--node-modules-dir=manual'],
  node: [],
  workerd: ['serve', '--control-fd=3'],
};

export function runtime(name: RuntimeName): Runtime {
  const binary = runtimeBinary(name);
  return {
    name,
    title: binary ? titleOf(name) : `${titleOf(name)} (not to be had here: not tested)`,
    binary,
    nodeArgs: args[name],
  };
}
