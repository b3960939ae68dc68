import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { root } from './ready.mjs';

function output({ args, cwd = root }) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => chunks.push(chunk));
    child.on('error', reject).on('close', status => resolve({ status, text: Buffer.concat(chunks).toString() }));
  });
}

/**
 * Runs Node once for each of `runs` (`title`, `args`, `cwd`), as many at a time as there are cores, and prints under its title what each
 * one said, whole. Resolves to whether all of them ended well.
 */
export async function nodeRuns(runs) {
  const waiting = [...runs];
  let well = true;
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { status, text } = await output(next);
      process.stdout.write(`${next.title}${status === 0 ? '' : ` failed: ${status}`}\n${text}`);
      if (status !== 0) well = false;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return well;
}
