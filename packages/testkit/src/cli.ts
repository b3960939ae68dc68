#!/usr/bin/env node
import { appendFileSync } from 'node:fs';
import { runIngestCommand } from './cli/runIngestCommand';

const { stdout, stderr } = process;
const running = runIngestCommand(process.argv.slice(2), {
  out: text => void stdout.write(text),
  err: text => void stderr.write(text),
  append: (file, text) => appendFileSync(file, text),
  color: Boolean(stdout.isTTY) && !process.env['NO_COLOR'],
  width: Math.min(stdout.columns || 100, 140),
});
const stop = () => void running.then(command => command.stop());

process.once('SIGINT', stop);
process.once('SIGTERM', stop);
// `vigil-ingest | head` closes the pipe: end with it.
stdout.on('error', stop);
running.then(command => {
  if (command.exitCode !== undefined) process.exitCode = command.exitCode;
});
