// The one file that writes to stdout and stderr. What it writes may hold names and texts from outside.
import { terminalJson, terminalLine } from '../../shared/text/terminal-text.ts';

/** Says one line on stderr, for a person. */
export function say(line: string): void {
  process.stderr.write(`${terminalLine(line)}\n`);
}

/** Prints one line on stdout, for a person who asked for it. */
export function print(line: string): void {
  process.stdout.write(`${terminalLine(line)}\n`);
}

/** Writes one JSON value to stdout, for a program; `indent` in spaces, 0 for a single line. */
export function printJson(value: unknown, indent: number): void {
  process.stdout.write(`${terminalJson(value, indent)}\n`);
}

/** Says on stderr that the program is at fault, and where: the stack of what was thrown, a line each. */
export function sayFault(error: unknown): void {
  const stack = error instanceof Error ? (error.stack ?? `${error}`) : String(error);
  say('holdfast: something went wrong that is not your fault. Please report these lines:');
  for (const line of stack.split('\n')) say(`  | ${line}`);
}
