#!/usr/bin/env node
import { say, sayFault } from '../core/terminal.ts';
import { holdfast } from './run.ts';
import { words } from './words.ts';

// Node's own report of what nobody caught would reach the terminal as it is.
process.on('uncaughtException', (error) => {
  sayFault(error, words.answers.fault);
  process.exit(2);
});
process.removeAllListeners('warning');
process.on('warning', ({ message }) => say(words.answers.warning(message)));

process.exitCode = await holdfast(process.argv.slice(2));
