// The one file that writes to stdout and stderr. What it writes may hold names and texts from outside, so no character
// reaches a terminal that the terminal would act on; escape sequences of our own, for colours, there are none either.
import { cellsOf, cutToCells, fill } from '../../shared/text/fill.ts';
import { terminalJson, terminalLine } from '../../shared/text/terminal-text.ts';

const USUAL_COLUMNS = 80;

/** Whether a person reads stdout. */
export function isForPerson(): boolean {
  return process.stdout.isTTY === true;
}

/** Says one line on stderr, for a person. */
export function say(line: string): void {
  write(process.stderr, line);
}

/** Prints one line on stdout, for a person who asked for it. */
export function print(line: string): void {
  write(process.stdout, line);
}

/** Writes one JSON value to stdout, for a program; `indent` in spaces, 0 for a single line. */
export function printJson(value: unknown, indent: number): void {
  process.stdout.write(`${terminalJson(value, indent)}\n`);
}

/** A terminal that was closed reads nothing any more: what is said there alone is lost, and the program goes on. */
export function outliveTerminal(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Says on stderr that the program is at fault, in `sentence`, and where: the stack of what was thrown, a line each. */
export function sayFault(error: unknown, sentence: string): void {
  const stack = error instanceof Error ? (error.stack ?? `${error}`) : String(error);
  say(`holdfast: ${sentence}`);
  for (const line of stack.split('\n')) say(`  | ${line}`);
}

/** A line of stderr that is written over as work goes on. It is there only where a person reads stderr. */
export class StatusLine {
  #shown = 0;

  show(text: string): void {
    if (process.stderr.isTTY !== true) return;
    // One cell stays free: a line that fills the last one may wrap.
    const line = cutToCells(terminalLine(text), columnsOf(process.stderr) - 1);
    const cells = cellsOf(line);
    process.stderr.write(`\r${line}${' '.repeat(Math.max(0, this.#shown - cells))}`);
    this.#shown = cells;
  }

  clear(): void {
    if (this.#shown > 0) process.stderr.write(`\r${' '.repeat(this.#shown)}\r`);
    this.#shown = 0;
  }
}

function write(stream: NodeJS.WriteStream, line: string): void {
  const escaped = terminalLine(line);
  const lines = stream.isTTY ? fill(escaped, columnsOf(stream)) : [escaped];
  for (const one of lines) stream.write(`${one}\n`);
}

/** A terminal that does not say how wide it is says 0. */
function columnsOf({ columns }: NodeJS.WriteStream): number {
  return columns > 0 ? columns : USUAL_COLUMNS;
}
