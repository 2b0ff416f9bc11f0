import { say, sayFault } from '../core/terminal.ts';
import { holdfast } from './run.ts';

// Node's own report of what nobody caught would reach the terminal as it is.
process.on('uncaughtException', (error) => {
  sayFault(error);
  process.exit(2);
});
process.removeAllListeners('warning');
process.on('warning', ({ message }) => say(`Warning: ${message}`));

process.exitCode = await holdfast(process.argv.slice(2));
